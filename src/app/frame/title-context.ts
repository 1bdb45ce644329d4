/** The name of what is shown: a page says it, the frame around it shows it. */
import { createContext } from "react";

export const TitleContext = createContext<(title: string | undefined) => void>(() => {});
