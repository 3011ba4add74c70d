/** The looks every scene is checked and drawn in: both themes, the usual window and the narrowest one. */
export const looks = [
  { look: 'light', colorScheme: 'light', widths: { index: 440, strip: 520 } },
  { look: 'dark', colorScheme: 'dark', widths: { index: 440, strip: 520 } },
  { look: 'narrow-light', colorScheme: 'light', widths: { index: 360, strip: 400 } },
  { look: 'narrow-dark', colorScheme: 'dark', widths: { index: 360, strip: 400 } },
] as const;
export type Look = (typeof looks)[number];
