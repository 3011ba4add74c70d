// What the drawings of the manual check are made of: plain shapes as SVG, in pixels.

export const size = { width: 320, height: 150 };

const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export type Tone = 'ink' | 'quiet' | 'paper' | 'blue' | 'green' | 'red';
const colors: Record<Tone, string> = {
  ink: '#1b2433',
  quiet: '#68748a',
  paper: '#ffffff',
  blue: '#0b62d6',
  green: '#13743f',
  red: '#b3261e',
};

export const words = (x: number, y: number, text: string, tone: Tone = 'ink', px = 10): string =>
  `<text x="${x}" y="${y}" font-size="${px}" fill="${colors[tone]}">${escaped(text)}</text>`;

export const box = (x: number, y: number, width: number, height: number, fill: string, line = '#c4ccda'): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${fill}" stroke="${line}"/>`;

export const button = (x: number, y: number, label: string): string =>
  `${box(x, y, label.length * 6 + 12, 16, colors.blue, colors.blue)}${words(x + 6, y + 11, label, 'paper', 9)}`;

/** A window with its title; what lies in it is drawn over it. */
export const window = (x: number, y: number, width: number, height: number, title: string): string =>
  [
    box(x, y, width, height, '#ffffff'),
    `<path d="M${x} ${y + 16}h${width}" stroke="#c4ccda"/>`,
    words(x + 6, y + 12, title, 'quiet', 9),
    words(x + width - 12, y + 12, '×', 'quiet'),
  ].join('');

/** The icon of the tray, 16 pixels. */
export const icon = (x: number, y: number, isDark: boolean, hasDot = false): string => {
  const color = isDark ? '#ffffff' : '#1b2433';
  return [
    `<path d="M${x + 5} ${y + 2}h6v8h-6z" fill="${color}"/>`,
    `<path d="M${x + 3} ${y + 9}v4h10v-4" fill="none" stroke="${color}" stroke-width="2"/>`,
    hasDot ? `<circle cx="${x + 13}" cy="${y + 3}" r="3" fill="#d23c2a"/>` : '',
  ].join('');
};

/** A bar of the desktop, light or dark. */
export const bar = (x: number, y: number, width: number, isDark: boolean): string =>
  box(x, y, width, 24, isDark ? '#1b2433' : '#eef1f6');

export const arrow = (x: number, y: number): string =>
  `<path d="M${x} ${y}h18m-5-4l5 4l-5 4" fill="none" stroke="#68748a" stroke-width="1.5"/>`;

export const row = (x: number, y: number, width: number, name: string, right = 'Copy'): string =>
  `${box(x, y, width, 22, '#f6f8fb')}${words(x + 6, y + 14, name)}${button(x + width - right.length * 6 - 16, y + 3, right)}`;

/** The whole picture; `title` says it in words. */
export const picture = (title: string, ...shapes: readonly string[]): string => {
  const frame = `xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif"`;
  const ground = `<rect width="${size.width}" height="${size.height}" fill="#dfe5ee"/>`;
  return `<svg ${frame}>\n<title>${escaped(title)}</title>\n${[ground, ...shapes].join('\n')}\n</svg>\n`;
};
