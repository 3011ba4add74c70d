import { screen } from 'electron';
import type { Display } from '../../core/desktop/panel-place.ts';

/** The screens as they are now. */
export const displays = (): readonly Display[] =>
  screen.getAllDisplays().map(({ label, bounds, workArea }) => ({ label, area: bounds, workArea }));
