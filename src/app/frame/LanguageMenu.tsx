/** The language of the screen. A choice also takes `lang` out of the link, which would win over it. */
import { useNavigate } from "@tanstack/react-router";
import { Languages } from "lucide-react";
import { useSyncExternalStore } from "react";
import { Popover } from "../../views/kit/Popover.tsx";
import { useMessages } from "../../views/messages/use-messages.ts";
import { useApp } from "../app-context.ts";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "../languages.ts";

export function LanguageMenu() {
  const { frame } = useMessages();
  const { preferences, catalogues } = useApp();
  const { language: shown } = useSyncExternalStore(catalogues.subscribe, catalogues.getShown);
  const navigate = useNavigate();
  const choose = (language: Language) => {
    preferences.set({ language });
    void navigate({ to: ".", search: (present: object) => ({ ...present, lang: undefined }), replace: true });
  };
  return (
    <Popover label={frame.language} align="end" widthCssPx={176} button={<Languages size={16} aria-hidden />}>
      {() => (
        <fieldset className="flex flex-col p-1">
          <legend className="sr-only">{frame.language}</legend>
          {LANGUAGES.map((language) => (
            <label
              key={language}
              lang={language}
              className="flex h-7 items-center gap-2 rounded-(--radius) px-2 hover:bg-sunken has-focus-visible:bg-sunken"
            >
              <input
                type="radio"
                name="language"
                className="accent-accent"
                checked={shown === language}
                onChange={() => choose(language)}
              />
              {LANGUAGE_NAMES[language]}
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  );
}
