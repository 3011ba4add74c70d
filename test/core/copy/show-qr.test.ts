import { expect, it } from 'vitest';
import { viewCopyFormats } from '../../../main/core/formats/format-copy.ts';
import { drawQr } from '../../../main/platform/qr.ts';
import { coreOn, readycloudForm } from '../../support/fakes/fakes.ts';
import { decodeQr } from '../../support/qr/decode.ts';
import { paintQr } from '../../support/qr/raster.ts';

// A token as a QR code for a handheld or a phone: what it holds, who may, and what is remembered of it.

const connected = async () => {
  const core = coreOn();
  core.http.handle = () => Response.json({ next: null, results: [{ url: '/api/v2/orgs/Q7Z/', name: 'Acme' }] });
  const { accountId } = await core.accounts.connect(readycloudForm());
  return { core, accountId };
};

it.each(['token', 'header', 'curl', 'powershell', 'cmd', 'env', 'json'])('holds what a copy as %s is', async format => {
  const { core, accountId } = await connected();
  await core.accounts.copy(accountId, format, 0);
  await core.accounts.showQr(accountId, format);
  const [shown] = core.shown;
  const name = viewCopyFormats().find(({ id }) => id === format)?.asQr;
  expect(shown).toMatchObject({ title: 'Acme Goods', forMs: 20_000, asQr: name });
  expect(decodeQr(paintQr(drawQr(shown?.value.reveal() ?? ''), 4))?.text).toBe(core.clipboard.text);
});

it.each(['endpoint', 'org', 'public-key', 'private-key', 'nothing'])(
  'is refused as %s, which is no access token',
  async format => {
    const { core, accountId } = await connected();
    await expect(core.accounts.showQr(accountId, format)).rejects.toMatchObject({ code: 'bad-input', field: 'format' });
    expect(core.shown).toEqual([]);
  },
);

it('is in the activity, without a value', async () => {
  const { core, accountId } = await connected();
  await core.accounts.showQr(accountId, 'header');
  const [event] = await core.activity.list();
  expect(event).toMatchObject({ kind: 'shown-as-qr', account: 'Acme Goods', format: 'header' });
  expect(JSON.stringify(event)).not.toContain('access-1');
});

it('is not in the activity where it could not be drawn', async () => {
  const { core, accountId } = await connected();
  await core.accounts.showQr(accountId, 'nothing').catch(() => {});
  expect((await core.activity.list()).map(({ kind }) => kind)).toEqual(['connected']);
});

it('is refused where the setting forbids it, as the windows are told', async () => {
  const { core, accountId } = await connected();
  expect((await core.status.view()).qrCodes).toBe(true);
  core.settings.choose({ qrCodes: false });
  expect((await core.status.view()).qrCodes).toBe(false);
  await expect(core.accounts.showQr(accountId, 'token')).rejects.toMatchObject({ code: 'bad-input', reason: 'fixed' });
  expect(core.shown).toEqual([]);
});

it('is refused where the setting came to forbid it while a fresh token was waited for', async () => {
  const { core, accountId } = await connected();
  core.clock.advanceTo(core.clock.now() + 31_536_000_000);
  core.http.handle = () => {
    core.settings.choose({ qrCodes: false });
    return Response.json({
      access_token: 'access-2',
      token_type: 'bearer',
      expires_in: 600,
      refresh_token: 'refresh-2',
    });
  };
  await expect(core.accounts.showQr(accountId, 'token')).rejects.toMatchObject({ reason: 'fixed' });
  expect(core.shown).toEqual([]);
});
