/** Everything that can be copied of an account. */
export const copyFormats = [
  'token',
  'header',
  'curl',
  'powershell',
  'cmd',
  'endpoint',
  'org',
  'env',
  'json',
  'public-key',
  'private-key',
] as const;

export type CopyFormat = (typeof copyFormats)[number];

/** How the tray's submenus and the row's menu name them, in the order they stand there. */
export const copyLabels: readonly (readonly [CopyFormat, string])[] = [
  ['token', 'Copy token'],
  ['header', 'Copy Authorization header'],
  ['public-key', 'Copy public key'],
  ['private-key', 'Copy private key'],
  ['curl', 'Copy curl command'],
  ['powershell', 'Copy PowerShell command'],
  ['cmd', 'Copy cmd command'],
  ['endpoint', 'Copy endpoint URL'],
  ['org', 'Copy org ID'],
  ['env', 'Copy as .env'],
  ['json', 'Copy as JSON'],
];
