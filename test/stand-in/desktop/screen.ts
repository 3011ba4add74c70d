import { EventEmitter } from 'node:events';
import { merge } from '../merge.ts';
import { withGaps } from '../not-implemented.ts';

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = {
  id: 1,
  label: 'Stand-in',
  bounds: area,
  workArea: { ...area, height: 1040 },
  size: area,
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
  rotation: 0,
};

/** Electron's `screen` with one fixed display. */
export const screen = withGaps(
  'screen',
  merge(new EventEmitter(), {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  }),
);
