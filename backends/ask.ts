/** Questions to a backend and their replies, as they came. */
export interface Question {
  /** Also the name of the file that holds the reply. */
  readonly name: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

export async function ask(url: string, { path, headers = {} }: Omit<Question, "name">): Promise<Reply> {
  const response = await fetch(`${url}${path}`, { headers: { accept: "application/json", ...headers } });
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

export async function askText(url: string, path: string): Promise<string> {
  return new TextDecoder().decode((await ask(url, { path })).body);
}
