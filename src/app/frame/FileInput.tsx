/** The browser's file picker, opened from a key or a button. */
import { type Ref, useImperativeHandle, useRef } from "react";
import type { NamedBytes } from "../../sources/named-bytes.ts";
import { nameFiles } from "../../sources/read-drop.ts";
import { useMessages } from "../../views/messages/use-messages.ts";

export interface FileInputHandle {
  readonly choose: (choice: { add: boolean }) => void;
}

interface FileInputProps {
  readonly ref: Ref<FileInputHandle>;
  readonly onFiles: (files: readonly NamedBytes[], choice: { add: boolean }) => void;
}

export function FileInput({ ref, onFiles }: FileInputProps) {
  const { frame } = useMessages();
  const input = useRef<HTMLInputElement>(null);
  const add = useRef(false);
  useImperativeHandle(ref, () => ({
    choose: (choice) => {
      add.current = choice.add;
      input.current?.click();
    },
  }));
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={frame.openFiles}
      onChange={(event) => {
        const files = nameFiles(event.target.files ?? []);
        // The same file may be chosen again.
        event.target.value = "";
        onFiles(files, { add: add.current });
      }}
    />
  );
}
