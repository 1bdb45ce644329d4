/** Copies the link of what is on the screen, and says what does not travel in it. */
import { Link2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../../views/kit/Button.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useDataSetState } from "../app-context.ts";

const SHOWN_MS = 4_000;

export function ShareButton() {
  const { frame } = useMessages();
  const { open } = useDataSetState();
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const share = () => {
    const travels = open === undefined || open.addresses.length > 0;
    navigator.clipboard.writeText(location.href).then(
      () => setSaid(travels ? frame.copied : frame.copiedWithoutData),
      () => setSaid(frame.copyFailed),
    );
  };
  return (
    <span className="relative inline-flex">
      <Button icon={<Link2 size={16} aria-hidden />} onClick={share}>
        <span className="max-lg:sr-only">{frame.share}</span>
      </Button>
      <span
        role="status"
        className={
          said === ""
            ? "sr-only"
            : "absolute top-full right-0 z-40 mt-1 w-72 rounded-(--radius) border border-line bg-surface px-3 py-2 text-table shadow-lg"
        }
      >
        {said}
      </span>
    </span>
  );
}
