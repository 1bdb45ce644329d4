/** Light, dark or as the system. A choice also takes `theme` out of the link, which would win over it. */
import { useNavigate } from "@tanstack/react-router";
import { Monitor, Moon, Sun } from "lucide-react";
import { Popover } from "../../views/kit/Popover.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp, usePreferences } from "../app-context.ts";
import type { ThemeChoice } from "../preferences.ts";

const CHOICES: readonly ThemeChoice[] = ["system", "light", "dark"];
const ICONS = { system: Monitor, light: Sun, dark: Moon };

export function ThemeMenu() {
  const { frame } = useMessages();
  const { preferences } = useApp();
  const { theme } = usePreferences();
  const navigate = useNavigate();
  const choose = (choice: ThemeChoice) => {
    preferences.set({ theme: choice });
    void navigate({ to: ".", search: (present: object) => ({ ...present, theme: undefined }), replace: true });
  };
  const Icon = ICONS[theme];
  return (
    <Popover label={frame.theme} align="end" widthCssPx={176} button={<Icon size={16} aria-hidden />}>
      {() => (
        <fieldset className="flex flex-col p-1">
          <legend className="sr-only">{frame.theme}</legend>
          {CHOICES.map((choice) => (
            <label
              key={choice}
              className="flex h-7 items-center gap-2 rounded-(--radius) px-2 hover:bg-sunken has-focus-visible:bg-sunken"
            >
              <input
                type="radio"
                name="theme"
                className="accent-accent"
                checked={theme === choice}
                onChange={() => choose(choice)}
              />
              {frame.themeNames[choice]}
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  );
}
