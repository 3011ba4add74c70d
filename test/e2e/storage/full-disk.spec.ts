import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { allow, lastToken, problem, row, signInAt, startConnecting } from '../steps/steps.ts';
import { accountFiles, expectCopies, test } from '../steps/storage-steps.ts';

const harbour = 'Harbour Goods';

interface FullFolder {
  /** How the app calls it. */
  readonly said: string;
  readonly makeRoom: () => void;
  readonly end: () => void;
}
/** A folder that nothing fits into: a disk of two pages, both taken; where none may be mounted, a link to a disk that is gone. */
function fullFolder(folder: string): FullFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k,mode=700', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    symlinkSync(`${folder}-elsewhere`, folder);
    const makeRoom = (): void => void mkdirSync(`${folder}-elsewhere`, { mode: 0o700 });
    return { said: 'Could not save to this computer’s disk', makeRoom, end: () => {} };
  }
  writeFileSync(path.join(folder, 'filler'), Buffer.alloc(8192));
  return {
    said: 'The disk is full',
    makeRoom: () => rmSync(path.join(folder, 'filler')),
    end: () => void execFileSync('umount', [folder]),
  };
}

test('a full disk is said with what to do, the token can be copied, and is saved once there is room', async ({
  computer,
}) => {
  const { server, userData } = computer;
  const disk = fullFolder(path.join(userData, 'accounts'));
  try {
    const run = await computer.launch();
    const page = await startConnecting(run, { accountName: harbour });
    await signInAt(page);
    await allow(page);
    await expect(problem(run)).toContainText(disk.said);
    await run.panel.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(row(run, harbour)).toContainText(disk.said);
    await expectCopies(run, harbour, lastToken(server));
    expect(accountFiles(userData)).toEqual([]);

    disk.makeRoom();
    await row(run, harbour)
      .getByRole('button', { name: `Try again for ${harbour}` })
      .click();
    await expect(row(run, harbour)).not.toContainText(disk.said);
    expect(accountFiles(userData)).toHaveLength(1);
    await run.kill();
    const again = await computer.launch();
    await expectCopies(again, harbour, lastToken(server));
    await again.kill();
  } finally {
    disk.end();
  }
});
