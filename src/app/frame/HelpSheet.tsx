/** The keyboard map, made from its tables, and the switch for single keys. */
import { Fragment } from "react";
import { KeyCap } from "../../views/kit/Button.tsx";
import { Dialog } from "../../views/kit/Dialog.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, usePreferences } from "../app-context.ts";
import { keyCapsOf, SHORTCUTS } from "../keyboard/shortcuts.ts";
import { VIEW_KEYS } from "../keyboard/view-keys.ts";

interface KeyRow {
  readonly what: string;
  readonly caps: readonly string[];
}

export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const { frame } = useMessages();
  const { preferences } = useApp();
  const { singleKeys } = usePreferences();
  const rowsOf = (view: keyof typeof VIEW_KEYS): KeyRow[] =>
    VIEW_KEYS[view].map(({ id, keys }) => ({ what: frame.viewKeys[id], caps: keys.flatMap((key) => keyCapsOf(key)) }));
  const everywhere = SHORTCUTS.map(({ id, keys }) => ({ what: frame.shortcuts[id], caps: keyCapsOf(keys) }));
  const { shortcutGroups: groups } = frame;
  return (
    <Dialog title={frame.help} onClose={onClose} widthCssPx={760}>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <div className="flex flex-col gap-4">
          <KeyTable title={groups.everywhere} rows={everywhere} />
          <KeyTable title={groups.list} rows={rowsOf("list")} />
          <KeyTable title={groups.graph} rows={rowsOf("graph")} />
        </div>
        <KeyTable title={groups.trace} rows={rowsOf("trace")} />
      </div>
      <label className="mt-4 flex items-start gap-2 border-t border-line pt-3">
        <input
          type="checkbox"
          className="mt-1 accent-accent"
          checked={singleKeys}
          onChange={(event) => preferences.set({ singleKeys: event.target.checked })}
        />
        <span>
          {frame.singleKeys}
          <span className="block text-table text-quiet">{frame.singleKeysNote}</span>
        </span>
      </label>
    </Dialog>
  );
}

function KeyTable({ title, rows }: { readonly title: string; readonly rows: readonly KeyRow[] }) {
  return (
    <section>
      <h3 className="pb-1 font-semibold">{title}</h3>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-table">
        {rows.map(({ what, caps }) => (
          <Fragment key={what}>
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {caps.map((cap) => (
                <KeyCap key={cap}>{cap}</KeyCap>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
