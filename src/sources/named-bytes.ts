/** Bytes with a name, as the page has them: a File, pasted text or a reply made into a Blob. The engine decodes them. */
export interface NamedBytes {
  /** For people and warnings; never trusted to tell the format. */
  readonly name: string;
  readonly blob: Blob;
}
