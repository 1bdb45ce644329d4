/** The keyboard map, made from the one table, and the switch for single keys. */
import { KeyCap } from "../../views/kit/Button.tsx";
import { Dialog } from "../../views/kit/Dialog.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, usePreferences } from "../app-context.ts";
import { keyCapsOf, SHORTCUTS } from "../keyboard/shortcuts.ts";

export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const { frame, trace } = useMessages();
  const { preferences } = useApp();
  const { singleKeys } = usePreferences();
  return (
    <Dialog title={frame.help} onClose={onClose} widthCssPx={480}>
      <h3 className="pb-1 font-semibold">{frame.shortcutGroups.everywhere}</h3>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1">
        {SHORTCUTS.map(({ id, keys }) => (
          <div key={id} className="contents">
            <dt>{frame.shortcuts[id]}</dt>
            <dd className="flex gap-1">
              {keyCapsOf(keys).map((cap) => (
                <KeyCap key={cap}>{cap}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <h3 className="pt-3 pb-1 font-semibold">{trace.keysTitle}</h3>
      <dl className="grid grid-cols-[1fr_auto] gap-y-1">
        {trace.keys.map(([caps, does]) => (
          <div key={does} className="contents">
            <dt>{does}</dt>
            <dd className="flex gap-1">
              {caps.map((cap) => (
                <KeyCap key={cap}>{cap}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
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
