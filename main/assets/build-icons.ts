// Draws the pictures beside this file, and in icons/ those of the installers, from its SVG files. Run by hand after
// changing one:
//   node main/assets/build-icons.ts [path of Chromium or Chrome]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
/** Of a tray icon at 100, 125, 150, 200, 250 and 300 per cent. */
const traySizes = [16, 20, 24, 32, 40, 48];
const wanted: readonly { readonly svg: string; readonly png: (size: number) => string; readonly sizes: number[] }[] = [
  { svg: 'icon.svg', png: size => `icon-${size}.png`, sizes: [16, 32, 64, 256] },
  { svg: 'icon.svg', png: size => `icons/${size}x${size}.png`, sizes: [16, 24, 32, 48, 64, 128, 256, 512, 1024] },
  { svg: 'icon-attention.svg', png: size => `icon-attention-${size}.png`, sizes: [16, 32, 64] },
  // Not kept as files: they go into the tray's ICO files.
  { svg: 'icon.svg', png: size => `ico/plain-${size}.png`, sizes: traySizes },
  { svg: 'icon-attention.svg', png: size => `ico/attention-${size}.png`, sizes: traySizes },
  { svg: 'not-production.svg', png: size => `not-production-${size}.png`, sizes: [16, 32] },
  { svg: 'template.svg', png: size => `template-${size}.png`, sizes: [16, 32] },
  { svg: 'template-attention.svg', png: size => `template-attention-${size}.png`, sizes: [16, 32] },
];

const jobs = wanted.flatMap(({ svg, png, sizes }) =>
  sizes.map(size => ({
    name: png(size),
    size,
    source: `data:image/svg+xml;base64,${readFileSync(join(here, svg)).toString('base64')}`,
  })),
);

/** Chromium draws each SVG on a canvas of the wanted size and writes the PNG into the page, which is then printed. */
const page = `<!doctype html><pre></pre><script type="module">
for (const { name, size, source } of ${JSON.stringify(jobs)}) {
  const image = new Image(size, size);
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  document.querySelector('pre').textContent += '\\n' + name + ' ' + canvas.toDataURL('image/png') + '\\n';
}
</script>`;

function printed(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dockpass-icons-'));
  try {
    writeFileSync(join(folder, 'icons.html'), page);
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${folder}`];
    const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
    const chromium = process.argv[2] ?? 'chromium';
    const ask = ['--virtual-time-budget=20000', '--dump-dom', `file://${join(folder, 'icons.html')}`];
    return execFileSync(chromium, [...flags, ...quiet, ...ask], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const drawn = new Map<string, Buffer>();
for (const [, name = '', content = ''] of printed().matchAll(/^(\S+\.png) data:image\/png;base64,(\S+)$/gm)) {
  drawn.set(name, Buffer.from(content, 'base64'));
}
for (const { name } of jobs) {
  const content = drawn.get(name);
  if (content === undefined) throw new Error(`${name} was not drawn`);
  if (!name.startsWith('ico/')) writeFileSync(join(here, name), content);
}
writeFileSync(
  join(here, 'icons/icon.ico'),
  icoOf([16, 24, 32, 48, 64, 128, 256].map(size => ({ size, png: drawnIcon(`icons/${size}x${size}`) }))),
);
mkdirSync(join(here, 'tray'), { recursive: true });
for (const kind of ['plain', 'attention'])
  writeFileSync(
    join(here, `tray/${kind}.ico`),
    icoOf(traySizes.map(size => ({ size, png: drawnIcon(`ico/${kind}-${size}`) }))),
  );
writeFileSync(join(here, 'icons/icon.icns'), icnsOf());

function drawnIcon(name: string): Buffer {
  const png = drawn.get(`${name}.png`);
  if (png === undefined) throw new Error(`there is no icon ${name}`);
  return png;
}

/** The ICO container: a header, a directory, then the PNG files as they are. */
function icoOf(images: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let at = header.length;
  for (const [index, { size, png }] of images.entries()) {
    const entry = 6 + 16 * index;
    // One byte each; 0 stands for 256.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(at, entry + 12);
    at += png.length;
  }
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** The ICNS container of macOS: a header, then PNG files, each behind a type that stands for its size, and its length. */
function icnsOf(): Buffer {
  const types: readonly (readonly [string, number])[] = [
    ...([
      ['ic11', 32],
      ['ic12', 64],
      ['ic07', 128],
      ['ic13', 256],
      ['ic08', 256],
    ] as const),
    ...([
      ['ic14', 512],
      ['ic09', 512],
      ['ic10', 1024],
    ] as const),
  ];
  const entries = types.map(([type, size]) => withLength(type, drawnIcon(`icons/${size}x${size}`)));
  return withLength('icns', Buffer.concat(entries));
}

function withLength(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + head.length, 4);
  return Buffer.concat([head, content]);
}
