import jsqr from 'jsqr';
import type { Raster } from './raster.ts';

/** What an independent decoder reads; undefined for none. */
export const decodeQr = ({
  data,
  width,
  height,
}: Raster): { readonly text: string; readonly version: number } | undefined => {
  const found = jsqr(data, width, height);
  return found === null ? undefined : { text: found.data, version: found.version };
};
