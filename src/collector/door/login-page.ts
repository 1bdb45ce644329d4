/**
 * The page that asks for the token, and what happens to what is typed there. It is posted to the very address that was asked for, so that
 * the reader comes back to it: a browser keeps what follows the "#", which no server sees.
 */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Door, SESSION_SECONDS } from "./door.ts";

interface Words {
  readonly lang: string;
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly button: string;
  readonly wrong: string;
}

const ENGLISH: Words = {
  lang: "en",
  title: "Causeway",
  text: "This Causeway asks for a token. Whoever started it has it: it is in the file that --token-file names.",
  label: "Token",
  button: "Open",
  wrong: "This is not the token.",
};
const CHINESE: Words = {
  lang: "zh-CN",
  title: "Causeway",
  text: "此 Causeway 需要令牌。请向启动它的人索取：令牌保存在 --token-file 所指的文件中。",
  label: "令牌",
  button: "打开",
  wrong: "令牌不正确。",
};

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center}
form{display:grid;gap:12px;width:min(24rem,100vw - 48px)}
h1{margin:0;font-size:1.25rem}p{margin:0}label{display:grid;gap:4px}
input,button{font:inherit;padding:8px 12px;border:1px solid GrayText;border-radius:6px}
button{cursor:pointer}`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** No script, nothing from elsewhere, in no frame. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

const MOST_FORM_BYTES = 4_096;

export interface LoginSurroundings {
  readonly door: Door;
  readonly cookieName: string;
  /** The page is served over TLS: the cookie is sent over nothing else then. */
  readonly isSecure: boolean;
}

/** Asks for the token. @param status 401, or 403 where a wrong one was typed */
export function sendLoginPage(request: IncomingMessage, response: ServerResponse, status: 401 | 403): void {
  const words = wordsFor(request.headers["accept-language"] ?? "");
  const wrong = status === 403 ? `<p role="alert">${words.wrong}</p>` : "";
  const page = `<!doctype html>
<html lang="${words.lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title>
<style>${STYLE}</style></head>
<body><form method="post" action=""><h1>${words.title}</h1><p>${words.text}</p>${wrong}
<label>${words.label}<input type="password" name="token" required autofocus autocomplete="current-password"></label>
<button>${words.button}</button></form></body>
</html>
`;
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...(status === 401 && { "www-authenticate": "Bearer" }),
  });
  response.end(page);
}

/** Reads what was typed: the right token becomes a cookie, and the address is asked for again. */
export async function takeLogin(
  { door, cookieName, isSecure }: LoginSurroundings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = new URLSearchParams((await readForm(request)) ?? "").get("token") ?? "";
  if (!door.admitsToken(token.trim())) {
    sendLoginPage(request, response, 403);
    return;
  }
  const attributes = [
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    `Max-Age=${SESSION_SECONDS}`,
    ...(isSecure ? ["Secure"] : []),
  ];
  response.writeHead(303, {
    location: ownAddress(request.url ?? "/"),
    "set-cookie": `${cookieName}=${door.newSession()}; ${attributes.join("; ")}`,
    "cache-control": "no-store",
  });
  response.end();
}

/** Never another host's: "//evil.example" would be one. */
function ownAddress(target: string): string {
  const { pathname, search } = new URL(target.replace(/^[/\\]+/, "/"), "http://localhost");
  return pathname.replace(/^\/+/, "/") + search;
}

async function readForm(request: IncomingMessage): Promise<string | undefined> {
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers["content-type"] ?? "")) return undefined;
  let form = "";
  for await (const chunk of request.setEncoding("utf8")) {
    form += chunk;
    if (form.length > MOST_FORM_BYTES) return undefined;
  }
  return form;
}

/** Chinese where the reader names it before English. */
function wordsFor(acceptLanguage: string): Words {
  const [first] = acceptLanguage.toLowerCase().match(/\b(zh|en)\b/) ?? [];
  return first === "zh" ? CHINESE : ENGLISH;
}
