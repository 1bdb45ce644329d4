/** Who may be let in, as the command line says it. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeSelfSigned } from "../collector/door/self-signed.ts";
import { parseStartOptions } from "./start-options.ts";

const { certFile, keyFile } = makeSelfSigned();
const tokenFile = join(mkdtempSync(join(tmpdir(), "causeway-entrance-")), "token");
writeFileSync(tokenFile, "correct-horse-battery-staple\n");
const TOKEN = ["--token-file", tokenFile];
const TLS = ["--tls-cert", certFile, "--tls-key", keyFile];

describe("a host that others reach", () => {
  it.each([[[]], [TOKEN], [TLS]])("needs token and TLS; not enough: %j", (given) => {
    for (const host of [
      "0.0.0.0",
      "::",
      "192.168.1.7",
      "trace.example",
      "127.evil.example",
      "localhost.evil.example",
    ]) {
      expect(parseStartOptions(["--host", host, ...given])).toMatch(/^--host .* or say --insecure/);
    }
  });

  it("is taken with both, or where --insecure is said", () => {
    expect(parseStartOptions(["--host", "0.0.0.0", ...TOKEN, ...TLS])).toMatchObject({ host: "0.0.0.0" });
    expect(parseStartOptions(["--host", "0.0.0.0", "--insecure"])).toMatchObject({ door: undefined, tls: undefined });
    for (const host of ["127.0.0.1", "127.0.0.2", "localhost", "::1"]) {
      expect(parseStartOptions(["--host", host])).toMatchObject({ host });
    }
  });
});

it("names what does not go together", () => {
  expect(parseStartOptions(["--tls-cert", certFile])).toMatch(/go together/);
  expect(parseStartOptions(["--tls-cert", keyFile, "--tls-key", keyFile])).toMatch(/no certificate/);
  expect(parseStartOptions(["--token-file", certFile])).toMatch(/one line/);
  expect(parseStartOptions(["--demo", ...TOKEN])).toMatch(/without a token/);
});
