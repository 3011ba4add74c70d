import { existsSync, readFileSync } from 'node:fs';
import { notImplemented, withGaps } from '../not-implemented.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Representation extends Size {
  readonly png: Buffer;
  readonly scaleFactor: number;
}

type Implemented = Pick<
  Electron.NativeImage,
  | 'isEmpty'
  | 'getSize'
  | 'toPNG'
  | 'toDataURL'
  | 'getScaleFactors'
  | 'getAspectRatio'
  | 'setTemplateImage'
  | 'isTemplateImage'
  | 'isMacTemplateImage'
  | 'addRepresentation'
>;

/** The double of a NativeImage: PNG bytes by scale; it decodes no pixels. */
export type NativeImage = Implemented & { resize(options: { width?: number; height?: number }): NativeImage };

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function readPng(png: Buffer, scaleFactor: number): Representation | undefined {
  if (png.length < 24 || !png.subarray(0, 8).equals(signature)) return undefined;
  return { png, scaleFactor, width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

function readRepresentation(options: Electron.AddRepresentationOptions): Representation | undefined {
  const { dataURL, buffer, scaleFactor = 1 } = options;
  const bytes = dataURL === undefined ? buffer : Buffer.from(dataURL.split(',')[1] ?? '', 'base64');
  return bytes && readPng(Buffer.from(bytes), scaleFactor);
}

function createImage(given: readonly (Representation | undefined)[], fixedSize?: Size): NativeImage {
  const list = given.filter(item => item !== undefined);
  let template = false;
  const at = (scale: number): Representation | undefined => list.find(item => item.scaleFactor === scale) ?? list[0];
  const size = (scale = 1): Size => {
    const { width, height, scaleFactor } = at(scale) ?? { width: 0, height: 0, scaleFactor: 1 };
    return fixedSize ?? { width: width / scaleFactor, height: height / scaleFactor };
  };
  const double: NativeImage = {
    isEmpty: () => list.length === 0,
    getSize: size,
    toPNG: options => Buffer.from(at(options?.scaleFactor ?? 1)?.png ?? ''),
    toDataURL: options =>
      `data:image/png;base64,${(at(options?.scaleFactor ?? 1)?.png ?? Buffer.alloc(0)).toString('base64')}`,
    getScaleFactors: () => list.map(item => item.scaleFactor),
    getAspectRatio: scale => (list.length === 0 ? 1 : size(scale).width / size(scale).height),
    setTemplateImage(option) {
      template = option;
    },
    isTemplateImage: () => template,
    get isMacTemplateImage() {
      return template;
    },
    set isMacTemplateImage(value) {
      template = value;
    },
    addRepresentation(options) {
      const added = readRepresentation(options);
      if (added) list.push(added);
    },
    // The bytes stay the source's: only the size that is told changes.
    resize: ({ width, height }) => {
      const ratio = double.getAspectRatio();
      const wide = width ?? Math.round((height ?? size().height) * ratio);
      return createImage(list, { width: wide, height: height ?? Math.round(wide / ratio) });
    },
  };
  return withGaps('NativeImage', double);
}

/** `nativeImage.createFromPath`: a missing or unreadable file is an empty image; an `@2x` sibling is taken along. */
export function loadImage(path: string): NativeImage {
  const read = (file: string, scale: number): Representation | undefined =>
    existsSync(file) ? readPng(readFileSync(file), scale) : undefined;
  const sibling = (scale: number): string => path.replace(/(\.\w+)$/, `@${scale}x$1`);
  return createImage([read(path, 1), read(sibling(2), 2), read(sibling(3), 3)]);
}

/** Electron's `nativeImage`, for PNG only. */
export const nativeImage = withGaps('nativeImage', {
  createEmpty: () => createImage([]),
  createFromPath: loadImage,
  createFromBuffer(buffer: Buffer, options?: { scaleFactor?: number }) {
    const image = readPng(Buffer.from(buffer), options?.scaleFactor ?? 1);
    if (!image && buffer.length > 0) throw notImplemented('nativeImage.createFromBuffer for other formats than PNG');
    return createImage([image]);
  },
  createFromDataURL: (url: string) => createImage([readPng(Buffer.from(url.split(',')[1] ?? '', 'base64'), 1)]),
});
