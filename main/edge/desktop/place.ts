import { screen } from 'electron';

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Enough of the title bar to take hold of. */
const reachable = 80;

/**
 * Where a window was, or nothing when no screen shows it any more (a screen that was taken away). Asked for only where
 * there is a place to check; under Wayland the system places windows itself and ignores this.
 */
export const placeOnScreen = (
  place: Place | null,
  screens: () => readonly { readonly workArea: Place }[] = () => screen.getAllDisplays(),
): Place | undefined => {
  if (place === null) return undefined;
  const isReachable = screens().some(
    ({ workArea }) =>
      place.x + place.width >= workArea.x + reachable &&
      place.x <= workArea.x + workArea.width - reachable &&
      place.y >= workArea.y - 10 &&
      place.y <= workArea.y + workArea.height - reachable,
  );
  return isReachable ? place : undefined;
};
