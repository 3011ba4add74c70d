/** A rectangle on the desktop, in the system's own pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One screen: `area` is the whole of it, `workArea` what is left beside the system's own bars. */
export interface Display {
  readonly label: string;
  readonly area: Area;
  readonly workArea: Area;
}

/** Where the panel was on one screen, counted from the corner of its work area. */
interface PanelPlace extends Area {
  readonly display: string;
}

const mostPlaces = 10;

/** Name, size and place among the others: ids of screens change from start to start on some systems. */
const keyOf = ({ label, area }: Display): string => `${label} ${area.width}x${area.height} at ${area.x},${area.y}`;

/** Length that two stretches have in common. */
const common = (a: number, aLength: number, b: number, bLength: number): number =>
  Math.max(0, Math.min(a + aLength, b + bLength) - Math.max(a, b));
const overlap = (a: Area, b: Area): number => common(a.x, a.width, b.x, b.width) * common(a.y, a.height, b.y, b.height);

/** The places with `bounds` noted for the screen that shows most of it; the latest first, and at most ten. */
export const notePlace = (
  places: readonly PanelPlace[],
  bounds: Area,
  displays: readonly Display[],
): readonly PanelPlace[] => {
  const [most] = displays
    .map(display => ({ display, shown: overlap(bounds, display.area) }))
    .sort((one, other) => other.shown - one.shown);
  if (most === undefined || most.shown === 0) return places;
  const display = keyOf(most.display);
  const { x, y } = most.display.workArea;
  const { width, height } = bounds;
  const others = places.filter(place => place.display !== display);
  return [{ display, x: bounds.x - x, y: bounds.y - y, width, height }, ...others].slice(0, mostPlaces);
};

/**
 * Where to open: as it was on the screen it was on last, of those that are there now, and wholly on it. Where no such
 * screen is there only the size is kept, and the system finds a place. Under Wayland it always does.
 */
export const placeToOpen = (
  places: readonly PanelPlace[],
  displays: readonly Display[],
): Area | Pick<Area, 'width' | 'height'> | undefined => {
  for (const place of places) {
    const on = displays.find(display => keyOf(display) === place.display)?.workArea;
    if (on === undefined) continue;
    const [width, height] = [Math.min(place.width, on.width), Math.min(place.height, on.height)];
    const within = (at: number, room: number): number => Math.min(Math.max(at, 0), room);
    return {
      x: on.x + within(place.x, on.width - width),
      y: on.y + within(place.y, on.height - height),
      width,
      height,
    };
  }
  const [latest] = places;
  return latest && { width: latest.width, height: latest.height };
};
