import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { drawQr, mostQrBytes } from '../../../main/platform/qr.ts';
import { secretPage } from '../../../main/platform/windows/secret-page.ts';

it('shows names and secrets as text, whatever is in them', async () => {
  const page = await secretPage('Smith & "Sons" <b>', { text: `a<script>alert('x')</script>&amp;` }, 20_000).text();
  expect(page).toContain('<h1>Smith &amp; &quot;Sons&quot; &lt;b&gt;</h1>');
  expect(page).toContain('<code>a&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;</code>');
  expect(page).not.toMatch(/<script|<b>/);
  expect(page).toContain('after 20 seconds');
});

it('may load and run nothing, and only its own style counts', async () => {
  const reply = secretPage('Acme', { text: 'abc' }, 20_000);
  const style = /<style>(.*)<\/style>/s.exec(await reply.text())?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(reply.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(reply.headers.get('cache-control')).toBe('no-store');
});

const qrPage = (text: string): Promise<string> =>
  secretPage('Acme', { qr: drawQr(text), name: 'curl <command>' }, 20_000).text();

it('shows a QR code as a picture alone, names what it holds, and warns of scanners that remember', async () => {
  const page = await qrPage('token-1');
  expect(page).toContain('aria-label="QR code for Acme: curl &lt;command&gt;"');
  expect(page).toContain('keep a history');
  expect(page).toContain('after 20 seconds');
  expect(page).not.toMatch(/token-1|<code|<script|<image|href/);
});

it.each([1, 100, 500, 900, mostQrBytes])(
  'draws a code of %i bytes in whole pixels, large enough for 40 cm',
  async length => {
    const [, side, size] =
      /width="(\d+)" height="\1" viewBox="0 0 (\d+) \2"/.exec(await qrPage('a'.repeat(length))) ?? [];
    const pixels = Number(side) / Number(size);
    expect(Number.isInteger(pixels)).toBe(true);
    expect(pixels).toBeGreaterThanOrEqual(3);
    // The window is 480 wide, with 20 on each side.
    expect(Number(side)).toBeLessThanOrEqual(440);
  },
);
