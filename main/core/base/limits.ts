// How long what comes from outside may be, in characters (UTF-16). Asked before anything else looks at a text, so that
// nobody can keep Dockpass busy with one, and no pattern has to be quick on whatever there is.

/** An address: a redirect with two tokens of 8192 characters, each escaped, and as much again. */
export const longestAddress = 128 * 1024;

/** What a person pastes: an address, perhaps broken over lines by a mail program. */
export const longestPasted = longestAddress;

/** A date or a number of seconds in the header of an answer. */
export const longestDate = 100;

/** A stranger's words, such as an error of a server or the name of a certificate, before they are cut to be shown. */
export const longestWords = 4096;

/** One fact of the log, before it is looked at for secrets. What is longer is none that we would write. */
export const longestFact = 2048;

/** Who may do what with a file, as Windows writes it: a list of 64 KiB at most, and up to three letters for a byte. */
export const longestDescriptor = 192 * 1024;

// What an account's record holds. All of it at its longest is less than the largest record that a start reads.

/** A field of a form, and a secret in one. */
export const longestTyped = 8192;
export const longestTypedSecret = 20_000;

/** Ids of accounts and of organizations: a longer one could not be chosen. */
export const longestId = 200;

/** As somebody types it; what is kept of it is shorter. */
export const longestTypedName = 500;

/** The name of an account or an organization, in code points, as people count characters. */
export const longestName = 120;

/** Copy formats of a person's own. */
export const mostOwnFormats = 30;

export const mostOrganizations = 1000;

/** Scopes of a token, and one of them. */
export const mostScopes = 500;
export const longestScope = 200;

/** An address that a server gives for itself. */
export const longestServerAddress = longestTyped;

/** Accounts in one backup. */
export const mostAccounts = 100_000;

// A sign-in on another device. People read both, and type them there.

/** The code that a server gives for it. */
export const longestUserCode = 40;

/** The address of its page, and the same with the code in it, which a picture has to hold. */
export const longestVerificationAddress = 500;
export const longestCompleteAddress = 1000;
