/** Reading data: progress, what could not be read, and why. Each sentence says what to do. */
import type { OpenProblemWords } from "./open-problem-words.ts";

const count = (number: number, one: string, many: string) =>
  number === 1 ? `1 ${one}` : `${number.toLocaleString("en")} ${many}`;

const linkFailures: OpenProblemWords = {
  "not-an-address": () =>
    "This is not an address. Give one that starts with http:// or https://, or a path on this site.",
  scheme: () => "Only http and https addresses are opened.",
  "mixed-content": () =>
    "This page came over https, so the browser does not let it read an http address. Use https, or download the file and drop it here.",
  cors: ({ host }) =>
    `${host} answers, but does not let this page read it (CORS). Download the file and drop it here, or let ${host} send Access-Control-Allow-Origin.`,
  network: ({ host }) => `${host} did not answer. Check the address and the connection.`,
  status: ({ host, status }) =>
    status === 404
      ? `${host} has no such file (404). Check the address.`
      : status === 401 || status === 403
        ? `${host} does not give this file without signing in (${status}). Download it and drop it here.`
        : `${host} answered with status ${status}. Try again later, or download the file and drop it here.`,
  html: ({ host }) =>
    `${host} sent a web page, not trace data. Often that is a login page: sign in there, download the file and drop it here.`,
  empty: ({ host }) => `${host} sent an empty answer.`,
  cut: ({ host }) => `The connection to ${host} broke off before the end. Try again.`,
};

export const open = {
  reading: (name: string) => `Reading ${name}`,
  fetching: (name: string) => `Fetching ${name}`,
  bytesOf: (read: string, total: string | undefined) => (total === undefined ? read : `${read} of ${total}`),
  spansSoFar: (spans: number) => count(spans, "span", "spans"),
  cancel: "Cancel",
  progress: "Progress",
  linkFailed: (address: string) => `Could not open ${address}`,
  linkFailures,
  nothingFound: (names: readonly string[]) =>
    names.length === 1 ? `Nothing to show in ${names[0]}` : `Nothing to show in these ${names.length} files`,
  nothingFoundNote: "No span and no log record was found in it.",
  clipboardEmpty: "There is nothing to open on the clipboard",
  clipboardNote:
    "Copy the text of a trace, or an address, and press Ctrl+V (⌘V) on this page. A browser may ask before it lets a page read the clipboard.",
  crashed: (names: readonly string[]) => `Reading ${names[0] ?? "the data"} stopped`,
  stillOpen: (name: string) => `${name} is still open.`,
  tryAgain: "Try again",
  remarks: "Remarks on what was read",
  remarksIntro: "Nothing was left out silently: this is what could not be read, and what was mended.",
  severities: { refusal: "Not read", repair: "Mended", note: "Note" },
  line: (line: number) => `line ${line.toLocaleString("en")}`,
  offset: (offset: number) => `byte ${offset.toLocaleString("en")}`,
  times: (number: number) => `${number.toLocaleString("en")} times`,
  partialOpened: (spans: number, logs: number) =>
    spans > 0 ? `${count(spans, "span", "spans")} opened.` : `${count(logs, "log record", "log records")} opened.`,
  partialMore: (number: number) => `and ${count(number, "more remark", "more remarks")}.`,
  panelWaits: "Waiting for trace data from the page around this panel.",
  noSpans: "No spans here",
  onlyLogs: (logs: number) =>
    `Only ${count(logs, "log record was", "log records were")} found. Add the file with their spans, and each record stands beside its span.`,
  noData: "No data is open",
  noDataNote: "Drop a trace file here, or open one.",
  dropAgain: "Open the file again to go on",
  dropAgainNote:
    "The file behind this link lies on a disk, and a page may not read it a second time by itself. Drop it here and you are back where you were.",
  traceMissing: "This trace is not in the open data",
  traceMissingNote: (traceId: string) => `No span here has the trace id ${traceId}.`,
  showTraces: "Show the traces that are",
  addFile: "Add a file",
};
