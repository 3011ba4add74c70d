const shown = new Set<string>();

/** Notes the title that a window has now. */
export function noteTitle(title: string): void {
  shown.add(title);
}

/** Every title that any window ever had. */
export const titlesShown = (): string[] => [...shown];
