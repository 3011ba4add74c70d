import { expect } from '@playwright/test';
import { asMaria, asProgram, grantsSince, lastToken, test, type Way, ways } from '../steps/ordercloud-steps.ts';
import { field, fillFields, menu, openForm, pressConnect, problem, row, status } from '../steps/steps.ts';
import { expectCopies } from '../steps/storage-steps.ts';

// What OrderCloud refuses, and what happens while it is away: said in words, and nothing is lost.

const wrong: Readonly<Record<string, { readonly fields: Way['fields']; readonly says: string }>> = {
  password: { fields: { Password: 'not hers' }, says: 'did not accept these details' },
  client_credentials: { fields: { 'API client ID': 'nobody' }, says: 'The API client was not accepted' },
};

for (const { how, fields, named, renewedBy, before } of ways) {
  test(`${how}: wrong details, then a server that is away, then connected; away once more, the token stays`, async ({
    computer,
  }) => {
    const { server } = computer;
    before?.(server);
    const run = await computer.launch();
    const mistake = wrong[fields['Client credentials'] === true ? 'client_credentials' : 'password'];
    await openForm(run, 'OrderCloud');
    await fillFields(run, { ...fields, ...mistake?.fields });
    await pressConnect(run);
    await expect(problem(run)).toContainText(mistake?.says ?? '');
    await expect(problem(run)).not.toContainText(/username (is|was)|password (is|was)/i);
    expect(server.grants).toHaveLength(1);

    await server.goDown();
    await fillFields(run, fields);
    await pressConnect(run);
    await expect(problem(run)).toContainText(/is having problems/);
    await expect(field(run, 'API client ID')).toHaveValue(String(fields['API client ID']));
    await server.comeBack();
    await fillFields(run, fields);
    await pressConnect(run);
    await row(run, named).waitFor();
    expect(grantsSince(server, 1)).toHaveLength(1);

    const token = lastToken(server);
    await server.goDown();
    await menu(run, named, 'Renew now');
    await expect(status(run)).toContainText('Your saved tokens are safe');
    await expectCopies(run, named, token);
    await server.comeBack();
    await menu(run, named, 'Renew now');
    await expect(status(run)).toContainText(`${named} renewed`);
    expect(grantsSince(server, 2)).toEqual([`${renewedBy}: granted`]);
    await expectCopies(run, named, lastToken(server));
  });
}

test('a client secret that is missing is asked for, and roles that may not be had are named as such', async ({
  computer,
}) => {
  const { server } = computer;
  const run = await computer.launch();
  const { 'Client secret': _left, ...bare } = asProgram;
  await openForm(run, 'OrderCloud');
  await fillFields(run, bare);
  await pressConnect(run);
  await expect(problem(run)).toContainText('The client secret was not accepted');
  server.settings.excessRoles = 'refused';
  await fillFields(run, { ...asProgram, Roles: 'OrderAdmin InventoryAdmin' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('This user does not have one of the roles');
  await expect(field(run, 'Roles')).toHaveValue('OrderAdmin InventoryAdmin');
});

test('a user who is locked out is told so, and to have it unlocked', async ({ computer }) => {
  const { server } = computer;
  server.settings.lockOutAfter = 1;
  const run = await computer.launch();
  await openForm(run, 'OrderCloud');
  await fillFields(run, { ...asMaria, Password: 'not hers' });
  await pressConnect(run);
  await expect(problem(run)).toContainText('did not accept these details');
  await fillFields(run, asMaria);
  await pressConnect(run);
  await expect(problem(run)).toContainText(/The account is locked at .*Unlock the account/);
  expect(server.grants.map(({ outcome }) => outcome)).toEqual(['Auth.InvalidUsernameOrPassword', 'Auth.LockedOut']);
});
