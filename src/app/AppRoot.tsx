/** The root of the routes: theme, language, the link's data, then the frame (or only the page, in a panel). */
import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { GenerationContext } from "../views/kit/engine-context.ts";
import { LanguageContext } from "../views/messages/later-words.ts";
import { MessagesContext } from "../views/messages/use-messages.ts";
import { useApp, useDataSetState, usePreferences } from "./app-context.ts";
import { serverOffers } from "./backends/server-offers.ts";
import { DocumentTitle } from "./frame/DocumentTitle.tsx";
import { EmbedFrame } from "./frame/EmbedFrame.tsx";
import { Frame } from "./frame/Frame.tsx";
import { parseMinutes } from "./live/live-state.ts";
import { useTheme } from "./theme.ts";
import { useCatalogue } from "./use-catalogue.ts";
import { ThemeContext } from "./use-service-colors.ts";

export function AppRoot() {
  const { opener, live, embedded, ownsPage } = useApp();
  const { src, theme: themeOfLink, lang, live: liveOfLink } = useSearch({ from: "__root__" });
  const { theme: choice, language: chosenLanguage } = usePreferences();
  const { language, messages } = useCatalogue(lang, chosenLanguage);
  const theme = useTheme(themeOfLink, embedded ? "system" : choice);
  const generation = useDataSetState().open?.generation ?? 0;
  // The ground under the app, scroll bars and form controls are the page's.
  useEffect(() => {
    if (ownsPage) document.documentElement.dataset.theme = theme;
  }, [ownsPage, theme]);
  useEffect(() => {
    if (ownsPage) document.documentElement.lang = language;
  }, [ownsPage, language]);
  const addresses = src?.join("\n");
  useEffect(() => {
    void opener.follow(addresses === undefined ? [] : addresses.split("\n"));
  }, [opener, addresses]);
  const minutes = parseMinutes(liveOfLink);
  useEffect(() => {
    if (minutes !== undefined && !embedded && serverOffers("collector")) live.watch(minutes);
  }, [live, minutes, embedded]);
  return (
    <GenerationContext value={generation}>
      <ThemeContext value={theme}>
        <div className="causeway flex h-full flex-col" data-theme={theme} lang={language}>
          {messages && (
            <LanguageContext value={language}>
              <MessagesContext value={messages}>
                {embedded ? (
                  <EmbedFrame />
                ) : (
                  <DocumentTitle>
                    <Frame theme={theme} />
                  </DocumentTitle>
                )}
              </MessagesContext>
            </LanguageContext>
          )}
        </div>
      </ThemeContext>
    </GenerationContext>
  );
}
