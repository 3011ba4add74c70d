import { expect, type Page } from '@playwright/test';
import { authorizePath, type HostilePage, html, redirect, script } from '../../support/hostile/page.ts';
import { connectTo, type Hostile, test, tokenIn } from '../steps/hostile-steps.ts';
import { expectNoSignIn, pressLast, problem, row } from '../steps/steps.ts';

// What a page or its server wants of a person that is no matter of typing into it: a password, a certificate, a passkey.

const accepted = `Basic ${Buffer.from('anna:right word').toString('base64')}`;
const locked: HostilePage = {
  tries: 'to know who asks before it shows anything',
  answers: {
    [authorizePath]: (site, response, request) => {
      if (request.headers.authorization !== accepted)
        return void response.writeHead(401, { 'www-authenticate': 'Basic realm="Warehouse"' }).end('no');
      html(() => script(`go(site.landing + '#' + ${JSON.stringify(site.genuine)})`))(site, response, request);
    },
  },
};

async function answer(bar: Page, user: string, password: string): Promise<void> {
  await bar.getByLabel('Name').fill(user);
  await bar.getByLabel('Password').fill(password);
  await bar.getByRole('button', { name: 'Continue' }).click();
}

async function cancel({ run }: Hostile, bar: Page): Promise<void> {
  await pressLast(bar, 'Cancel');
  await expect(problem(run)).toContainText('Sign-in was cancelled');
  await expectNoSignIn(run);
}

test('a page behind a password: the sign-in bar says who asks, tells a wrong one, and goes on with the right one', async ({
  hostile,
}) => {
  const { run, server } = hostile;
  await connectTo(hostile, locked, 'Behind a password');
  const bar = await run.stripPage();
  await expect(bar.getByRole('heading', { level: 1 })).toHaveText('This page’s server asks for a password');
  await expect(bar.getByRole('main')).toContainText(`${new URL(server.origin).host} calls it “Warehouse”`);
  await answer(bar, 'anna', 'wrong word');
  await expect(bar.getByRole('alert')).toContainText('That was not accepted');
  await expect(bar.getByLabel('Password')).toHaveValue('');
  await answer(bar, 'anna', 'right word');
  await expect(row(run, 'Behind a password')).toBeVisible();
  await expectNoSignIn(run);
  await expect.poll(() => server.bearers.at(-1)).toBe(tokenIn(server.site().genuine));
  expect(await run.logs()).not.toContain('right word');
});

test('a question for a password is ended by Cancel', async ({ hostile }) => {
  await connectTo(hostile, locked, 'Not behind a password');
  const bar = await hostile.run.stripPage();
  await bar.getByLabel('Password').fill('half a wo');
  await cancel(hostile, bar);
  await expect(row(hostile.run, 'Not behind a password')).toHaveCount(0);
});

test('a certificate that nobody trusts: what it says of itself is shown, and there is no way past it', async ({
  hostile,
}) => {
  const page = { tries: 'to be trusted', answers: { [authorizePath]: redirect(site => `${site.untrusted}/on`) } };
  await connectTo(hostile, page, 'Untrusted');
  const bar = await hostile.run.stripPage();
  const said = bar.getByRole('main');
  await expect(said.getByRole('definition').nth(0)).toHaveText('nobody.invalid');
  await expect(said.getByRole('definition').nth(1)).toHaveText('nobody.invalid');
  await expect(said.getByRole('definition').nth(2)).toContainText('2048');
  await expect(said.getByRole('heading', { level: 1 })).toContainText(
    'This computer does not trust the certificate of',
  );
  expect(await bar.getByRole('button').allInnerTexts()).toEqual(['Cancel', 'Try again', 'Use my browser']);
  expect(hostile.server.arrived.map(({ path }) => path)).not.toContain('/on');
  await cancel(hostile, bar);
});

test('a page that asks for a passkey: the sign-in bar says that it works in the person’s own browser', async ({
  hostile,
}) => {
  const page: HostilePage = {
    tries: 'to get a passkey',
    // No passkey belongs to an address of numbers.
    answers: { [authorizePath]: redirect(site => `${site.stranger}/key`), '/key': html(() => 'Use your passkey') },
  };
  await connectTo(hostile, page, 'Passkey');
  const shown = await hostile.run.signInPage();
  await shown.getByText('Use your passkey').waitFor();
  const tools = await shown.context().newCDPSession(shown);
  await tools.send('WebAuthn.enable');
  const nobody = { hasResidentKey: true, hasUserVerification: true, isUserVerified: false };
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'usb', ...nobody, automaticPresenceSimulation: true },
  });
  await shown.evaluate(() => {
    void navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32) } });
  });
  const bar = await hostile.run.stripPage();
  await expect(bar.getByRole('status')).toContainText('A passkey or security key did not work here');
  await expect(bar.getByRole('button', { name: 'Use my browser' })).toBeVisible();
  await cancel(hostile, bar);
});
