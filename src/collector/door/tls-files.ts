/** The certificate and key that page and receivers show: `--tls-cert`, `--tls-key`. */
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";

export interface TlsFiles {
  /** PEM; the chain, own certificate first. */
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** @returns a sentence where they cannot be used */
export function readTlsFiles(certFile: string, keyFile: string): TlsFiles | string {
  const cert = read(certFile);
  if (!cert) return `--tls-cert ${certFile}: this file cannot be read.`;
  const key = read(keyFile);
  if (!key) return `--tls-key ${keyFile}: this file cannot be read.`;
  try {
    new X509Certificate(cert);
  } catch {
    return `--tls-cert ${certFile}: this is no certificate in PEM.`;
  }
  try {
    createSecureContext({ cert, key });
  } catch {
    return `--tls-key ${keyFile}: this is no private key in PEM without a passphrase, or not that of the certificate.`;
  }
  return { cert, key };
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
