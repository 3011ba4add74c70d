import { type MemberRow, memberRows } from './member-rows.ts';

// The table as a document. `node test/stand-in/members/write.ts` writes it, and a test compares.

/** Where the table is written to, from the project's folder. */
export const documentPath = 'test/stand-in/members/README.md';

const sources = 'https://github.com/electron/electron/blob/main/';

/** A member's name in full, as it is found: `Tray.setImage`, `App.on before-quit`. */
export const namesOf = ({ owner, members }: MemberRow): readonly string[] =>
  members.map(member => `${owner}.${member}`);

const proofOf = ({ cases = [], byHand }: MemberRow): string => {
  const proofs = [...cases, ...(byHand === undefined ? [] : [`by hand: ${byHand}`])];
  return proofs.length === 0 ? 'read only' : proofs.join('<br>');
};

const lineOf = (row: MemberRow): string => {
  const members = row.members.map(member => `\`${member}\``).join(', ');
  return `| ${row.owner} | ${members} | [${row.source}](${sources}${row.source}) | ${proofOf(row)} |`;
};

const count = (rows: readonly MemberRow[]): number => rows.reduce((sum, { members }) => sum + members.length, 0);

/** The whole document. */
export function documentOf(rows: readonly MemberRow[] = memberRows): string {
  const cased = rows.filter(({ cases }) => cases !== undefined);
  const byHand = rows.filter(({ cases, byHand: step }) => cases === undefined && step !== undefined);
  return `# What Dockpass uses of Electron, and how each is known

A map of risk: where the stand-in is wrong about Electron, Dockpass may be. Each row names members, the document, test or
source of Electron's that the stand-in restates, and what would show that it does otherwise: a case of \`npm run conformance\`,
a step of the [manual check](../../README.md#manual-check), or nothing yet (read only).

Of ${count(rows)} members ${count(cased)} are in a case, ${count(byHand)} in the manual check only, and
${count(rows) - count(cased) - count(byHand)} were read only. Cases hold on the stand-in; none has run on a real Electron yet.

Written by \`npm run members\` from the rows in this folder. \`members.test.ts\` asks TypeScript's checker what \`main/\` and
\`preload/\` use, and fails for a member that has no row, for a row that nothing uses any more, and for a case or step that
does not exist or does not use the member.

| of | members | restated from | shown by |
| --- | --- | --- | --- |
${rows.map(lineOf).join('\n')}
`;
}
