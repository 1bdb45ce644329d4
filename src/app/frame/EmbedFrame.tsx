/** A panel in somebody else's page: a thin header with the trace's name and the way out, then the view. */
import { Outlet } from "@tanstack/react-router";

export function EmbedFrame() {
  return (
    <main className="min-h-0 flex-1 overflow-auto">
      <Outlet />
    </main>
  );
}
