/** One carrier: valid or not, its value with the wrong character marked, what must be there, its fields, what else to know. */
import { CircleCheck, CircleX } from "lucide-react";
import type { Part, Reading } from "../../carriers/reading.ts";
import { carrierTitle } from "../../carriers/registry.ts";
import { sayNote, sayProblem } from "../../carriers/say.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { MarkedValue } from "./MarkedValue.tsx";
import type { HeaderWords } from "./messages/headers-en.ts";

interface CarrierCardProps {
  readonly reading: Reading;
  readonly words: HeaderWords;
}

/** A list of 32 members has 64 parts. */
const FIELDS_SHOWN = 64;

export function CarrierCard({ reading, words }: CarrierCardProps) {
  const { page, carriers } = words;
  const valid = reading.outcome === "accept";
  const [problem] = reading.problems;
  const Sign = valid ? CircleCheck : CircleX;
  return (
    <article className="@container rounded-(--radius) border border-line">
      <header className="flex h-9 items-center gap-2 border-b border-line bg-raised px-3">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{carrierTitle(reading.carrier)}</h2>
        <span className={`flex items-center gap-1 ${valid ? "text-bridge" : "text-error"}`}>
          <Sign size={16} aria-hidden />
          {valid ? page.accepted : page.rejected}
        </span>
      </header>
      <div className="flex flex-col gap-2 px-3 py-2">
        {reading.sources.map((source) => (
          <MarkedValue key={source.header} source={source} parts={reading.parts} problem={problem} words={words} />
        ))}
        {reading.problems.map((each) => (
          <p key={`${each.header} ${each.at} ${each.code}`} className="text-error wrap-anywhere">
            {sayProblem(each, carriers)}
          </p>
        ))}
        <Fields parts={reading.parts.slice(0, FIELDS_SHOWN)} words={words} />
        {reading.notes.length > 0 && (
          <ul className="list-disc pl-4 text-table text-quiet marker:text-faint">
            {reading.notes.map((note) => (
              <li key={note.code}>{sayNote(note, carriers)}</li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}

function Fields({ parts, words }: { readonly parts: readonly Part[]; readonly words: HeaderWords }) {
  const { page, carriers } = words;
  if (parts.length === 0) return null;
  return (
    <table className="w-full table-fixed text-table">
      <caption className="sr-only">{page.fields}</caption>
      <colgroup>
        <col className="w-24 @lg:w-28" />
        <col />
        <col className="hidden w-2/5 @lg:table-column" />
      </colgroup>
      <tbody>
        {parts.map((part) => (
          <tr key={`${part.header} ${part.at}`} className="border-t border-line align-baseline">
            <th scope="row" className="py-1 pr-2 text-left font-normal text-quiet">
              {carriers.names[part.code as keyof typeof carriers.names]}
            </th>
            <td className="py-1 pr-2 font-mono break-all">
              <span className="inline-flex items-center gap-1">
                <bdi>{part.text}</bdi>
                {part.text.length >= 16 && (
                  <CopyButton text={part.text} what={carriers.names[part.code as keyof typeof carriers.names]} />
                )}
              </span>
              <span className="block font-sans text-quiet @lg:hidden">{meaningOf(part, words)}</span>
            </td>
            <td className="hidden py-1 text-quiet @lg:table-cell">{meaningOf(part, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the field is for; of W3C flags and sampling states what this value says. */
function meaningOf({ code, header, text }: Part, { page, carriers }: HeaderWords): string {
  const meaning = carriers.meanings[code as keyof typeof carriers.meanings];
  if (code !== "flags" || !/traceparent$/.test(header) || !/^[0-9a-f]{2}$/.test(text)) return meaning;
  const bits = Number.parseInt(text, 16);
  const said = [bits & 1 ? page.flag.sampled : page.flag.notSampled];
  if (bits & 2) said.push(page.flag.random);
  return said.join(" · ");
}
