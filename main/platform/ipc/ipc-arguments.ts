import * as v from 'valibot';
import { mostGroups } from '../../../preload/contract/account-view.ts';
import type { ArgsOf } from '../../../preload/contract/call.ts';
import type { panelCalls } from '../../../preload/contract/calls.ts';
import { longestTemplate, quotings } from '../../../preload/contract/copy-formats.ts';
import { listFormats } from '../../../preload/contract/lists/view.ts';
import type { questionCalls } from '../../../preload/contract/programs/question.ts';
import { keptFormats, keptReaders, programModes } from '../../../preload/contract/programs/view.ts';
import type { quickCalls } from '../../../preload/contract/quick-calls.ts';
import type { signInBarCalls } from '../../../preload/contract/sign-in-bar.ts';
import {
  longestId,
  longestServerAddress,
  longestTypedName,
  longestTypedSecret,
  longestVerificationAddress,
  mostAccounts,
} from '../../core/base/limits.ts';
import { ownFormatId } from '../../core/base/own-template.ts';
import { copyFormats } from '../../core/formats/copy-formats.ts';
import { chosenFields } from '../../core/settings/settings-schema.ts';

/** One schema for the arguments of every call: a call without one does not compile. */
export type Schemas<C> = { readonly [Name in keyof C]: v.GenericSchema<unknown, ArgsOf<C[Name]>> };

const text = (longest: number) => v.pipe(v.string(), v.maxLength(longest));
// Account and organization ids.
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(longestId));
const label = text(longestTypedName);

const values = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/)), text(longestTypedSecret)),
  v.check(fields => Object.keys(fields).length <= 50),
);
const form = v.strictObject({ provider: id, environment: id, accountName: label, values });
/** One of Dockpass's, or an own one: which of those there are now the core knows. */
const format = v.pipe(
  v.string(),
  v.check(name => copyFormats.some(one => one.id === name) || ownFormatId.test(name)),
);
/** Counted up for every question of a sign-in, and of programs. */
const question = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1000));

const passphrase = text(1000);
/** Of a file, as systems take it. */
const longestPath = 4096;
const keepingChoice = v.picklist(['keychain', 'passphrase', 'session-only']);

const none = v.strictTuple([]);
const oneId = v.strictTuple([id]);

export const panelArguments: Schemas<typeof panelCalls> = {
  start: none,
  listAccounts: none,
  listProviders: none,
  openGuide: oneId,
  signInFormOpen: v.strictTuple([v.boolean()]),
  connect: v.strictTuple([form]),
  connectReadyMade: oneId,
  reconnect: oneId,
  showSignIn: oneId,
  stopSignIn: oneId,
  openDevicePage: v.strictTuple([id, text(longestVerificationAddress)]),
  stopDeviceSignIn: oneId,
  copy: v.strictTuple([id, format, index]),
  clearClipboard: none,
  check: oneId,
  renew: oneId,
  showToken: oneId,
  showQr: v.strictTuple([id, format]),
  getDetails: oneId,
  copyDetails: v.strictTuple([id, v.boolean()]),
  chooseOrganization: v.strictTuple([id, id]),
  refreshOrganizations: oneId,
  getEdit: oneId,
  edit: v.strictTuple([id, form]),
  rename: v.strictTuple([id, label]),
  setPinned: v.strictTuple([id, v.boolean()]),
  setGroups: v.strictTuple([id, v.pipe(v.array(label), v.maxLength(mostGroups))]),
  moveAccount: v.strictTuple([id, v.picklist(['before', 'after']), id]),
  writeBackup: v.strictTuple([
    v.strictObject({ ids: v.pipe(v.array(id), v.maxLength(mostAccounts)), moves: v.boolean(), passphrase: text(1000) }),
  ]),
  openBackup: v.strictTuple([v.strictObject({ passphrase: text(1000) })]),
  takeBackup: v.strictTuple([v.pipe(v.array(v.picklist(['add', 'replace', 'skip'])), v.maxLength(mostAccounts))]),
  closeBackup: none,
  writeAccountList: v.strictTuple([v.picklist(listFormats)]),
  openAccountList: none,
  takeAccountList: v.strictTuple([v.pipe(v.array(text(longestServerAddress)), v.maxLength(mostAccounts))]),
  closeAccountList: none,
  signInAsSomeoneElse: oneId,
  signOutEverywhere: oneId,
  decideMove: v.strictTuple([id, v.picklist(['in-file', 'here'])]),
  revoke: oneId,
  remove: v.strictTuple([id, v.boolean()]),
  revokedOnRemoval: oneId,
  undoRemove: oneId,
  tryNow: none,
  getStorage: none,
  keepForSession: none,
  chooseStorage: v.strictTuple([v.strictObject({ choice: keepingChoice, passphrase })]),
  changePassphrase: v.strictTuple([v.strictObject({ current: passphrase, next: passphrase })]),
  lock: none,
  unlock: v.strictTuple([v.strictObject({ passphrase })]),
  endOfShift: v.strictTuple([v.boolean(), v.boolean()]),
  getShiftReport: none,
  restart: none,
  getSettings: none,
  saveSettings: v.strictTuple([v.partial(v.strictObject(chosenFields))]),
  viewOwnFormat: v.strictTuple([v.strictObject({ template: text(longestTemplate), quoting: v.picklist(quotings) })]),
  resetSettings: none,
  openDataFolder: none,
  getPrograms: none,
  setProgramMode: v.strictTuple([id, v.picklist(programModes)]),
  setKeptFile: v.strictTuple([
    id,
    v.nullable(
      v.strictObject({
        path: text(longestPath),
        format: v.picklist(keptFormats),
        readers: v.picklist(keptReaders),
        untilQuit: v.boolean(),
      }),
    ),
  ]),
  forgetPrograms: none,
  copyCommandLine: none,
  getActivity: none,
  saveActivity: none,
  copyDiagnosis: none,
};

export const quickArguments: Schemas<typeof quickCalls> = {
  getQuickAccounts: none,
  quickCopy: v.strictTuple([id, format]),
  closeQuickCopy: none,
};

export const questionArguments: Schemas<typeof questionCalls> = {
  getProgramQuestion: none,
  answerProgramQuestion: v.strictTuple([question, v.boolean()]),
};

export const signInBarArguments: Schemas<typeof signInBarCalls> = {
  getSignInBar: none,
  cancelSignIn: none,
  useBrowser: none,
  openBrowserAgain: none,
  backToPage: none,
  useDevice: none,
  pasteAddress: v.strictTuple([text(40)]),
  continueWith: v.strictTuple([text(longestTypedSecret), text(40)]),
  tryPageAgain: none,
  useOtherAddress: none,
  setStaySignedIn: v.strictTuple([v.boolean()]),
  answerPassword: v.strictTuple([question, text(1000), text(1000)]),
  chooseCertificate: v.strictTuple([question, v.pipe(v.number(), v.safeInteger(), v.minValue(-1), v.maxValue(1000))]),
};
