/** Whether a request to the page's port may go on, where a token is asked for. Health needs none: whoever watches a process has no business in it. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { sendError } from "../api/answer.ts";
import { type LoginSurroundings, sendLoginPage, takeLogin } from "./login-page.ts";

const OPEN_PATHS = new Set(["/healthz"]);

/** @returns false where the request is answered: with the login page, a redirect after it, or 401 */
export async function admitVisitor(
  surroundings: LoginSurroundings,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { door, cookieName } = surroundings;
  const { method, headers } = request;
  if (OPEN_PATHS.has(path) || door.admitsBearer(headers.authorization)) return true;
  if (cookiesNamed(cookieName, headers.cookie).some((session) => door.admitsSession(session))) return true;
  if (/^\/(api\/|files\/|metrics$)/.test(path) || !isAskedByPerson(request)) {
    response.setHeader("www-authenticate", "Bearer");
    sendError(
      response,
      401,
      "A token is needed: send the header Authorization: Bearer TOKEN, or open the page to log in.",
    );
    return false;
  }
  if (method === "POST") await takeLogin(surroundings, request, response);
  else sendLoginPage(request, response, 401);
  return false;
}

const isAskedByPerson = ({ method, headers }: IncomingMessage) =>
  method === "POST" || (headers.accept ?? "").includes("text/html");

/** All of that name: another program on this host may have set one for a longer path, which comes first. */
function cookiesNamed(name: string, header = ""): string[] {
  const pairs = header.split(";").map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
