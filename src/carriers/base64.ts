const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Decodes standard base64, padded or not; on bad input answers where it goes wrong, which atob does not say. */
export function decodeBase64(text: string): { bytes: Uint8Array } | { badAt: number } {
  const unpadded = text.length % 4 === 0 ? text.replace(/={1,2}$/, "") : text;
  const bytes = new Uint8Array(Math.floor((unpadded.length * 6) / 8));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let i = 0; i < unpadded.length; i++) {
    const sextet = alphabet.indexOf(unpadded[i]!);
    if (sextet < 0) return { badAt: i };
    held = ((held << 6) | sextet) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = (held >> bits) & 0xff;
    }
  }
  return unpadded.length % 4 === 1 ? { badAt: text.length } : { bytes };
}
