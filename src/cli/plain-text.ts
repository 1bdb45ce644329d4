/** Names come from strangers: control characters could repaint the terminal, and marks of direction turn its lines around. */
export const plainText = (text: string) => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ");
