/** The certificate and key that page and receivers show. */
export interface TlsFiles {
  /** PEM; the chain, own certificate first. */
  readonly cert: Buffer;
  readonly key: Buffer;
}
