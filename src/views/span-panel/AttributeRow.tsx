/** One attribute: key, value as its type reads, pin, copy. Long values are folded, JSON is indented when asked for. */
import { Pin, PinOff } from "lucide-react";
import { useState } from "react";
import type { Attribute, AttributeValue } from "../../model/span-detail.ts";
import { boundText } from "../kit/bounded-text.ts";
import { CopyButton } from "../kit/CopyButton.tsx";
import { IconButton } from "../kit/IconButton.tsx";
import { useMessages } from "../messages/use-messages.ts";
import { attributeText, prettyJson, webAddress } from "./attribute-text.ts";
import { MOST_PIN_CHARACTERS, type Pins, togglePin } from "./pins.ts";

const FOLDED_CHARACTERS = 320;
/** More is not laid out even when all is asked for: the page must stay quick. */
const MOST_CHARACTERS = 50_000;
const KEY_CHARACTERS = 300;

export interface AttributeRowProps {
  readonly attribute: Attribute;
  /** Given: the key can be pinned. */
  readonly pins: Pins | undefined;
}

export function AttributeRow({ attribute: { key, value }, pins }: AttributeRowProps) {
  const { spanPanel } = useMessages();
  const isPinned = pins?.keys.includes(key);
  const text = attributeText(value);
  return (
    <div className="group relative grid grid-cols-[minmax(96px,38%)_1fr] gap-x-3 px-3 py-1 hover:bg-sunken/60">
      <dt className="font-mono text-label text-quiet [overflow-wrap:anywhere]">
        <bdi>{boundText(key, KEY_CHARACTERS)}</bdi>
      </dt>
      <dd className="min-w-0 pr-6 pointer-coarse:pr-14 font-mono text-label text-ink">
        {value.type === "empty" ? <i className="text-faint">{spanPanel.empty}</i> : <Value value={value} text={text} />}
        <span className="absolute top-0 right-1 flex rounded bg-sunken opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          {pins && key.length <= MOST_PIN_CHARACTERS && (
            <IconButton
              icon={isPinned ? PinOff : Pin}
              label={isPinned ? spanPanel.unpin(boundText(key, 60)) : spanPanel.pin(boundText(key, 60))}
              onClick={() => pins.onChange(togglePin(pins.keys, key))}
            />
          )}
          <CopyButton text={text} what={spanPanel.value(boundText(key, 60))} />
        </span>
      </dd>
    </div>
  );
}

function Value({ value, text }: { value: AttributeValue; text: string }) {
  const { spanPanel } = useMessages();
  const [pretty, setPretty] = useState(false);
  const [whole, setWhole] = useState(false);
  const isText = value.type === "string";
  const address = isText ? webAddress(text) : undefined;
  const looksJson = isText && /^\s*[[{]/.test(text) && text.length > 2;
  const shown = (pretty && prettyJson(text)) || text;
  const most = whole ? MOST_CHARACTERS : FOLDED_CHARACTERS;
  const content = <bdi className="whitespace-pre-wrap [overflow-wrap:anywhere]">{boundText(shown, most)}</bdi>;
  return (
    <>
      {address === undefined ? (
        content
      ) : (
        <a
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          className="text-accent underline underline-offset-2"
        >
          {content}
        </a>
      )}
      {!isText && <span className="ml-2 font-sans text-faint select-none">{value.type}</span>}
      {whole && shown.length > MOST_CHARACTERS && (
        <p className="font-sans text-quiet">{spanPanel.cutAt(MOST_CHARACTERS, shown.length)}</p>
      )}
      <span className="flex gap-3 font-sans empty:hidden">
        {shown.length > FOLDED_CHARACTERS && (
          <TextButton onClick={() => setWhole(!whole)}>
            {whole ? spanPanel.showLess : spanPanel.showAll(shown.length)}
          </TextButton>
        )}
        {looksJson && prettyJson(text) !== undefined && (
          <TextButton
            onClick={() => {
              setPretty(!pretty);
              setWhole(!pretty);
            }}
          >
            {pretty ? spanPanel.asExported : spanPanel.pretty}
          </TextButton>
        )}
      </span>
    </>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button type="button" onClick={onClick} className="text-accent hover:underline">
      {children}
    </button>
  );
}
