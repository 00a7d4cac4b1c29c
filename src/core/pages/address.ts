import * as v from 'valibot';

/** Kinds of pages. Each has a folder in the addresses. */
export const pageFolders = ['guide', 'terms', 'families', 'compare', 'choose', 'changes', 'reports'] as const;

export const pageAddress = v.object({
  folder: v.picklist(pageFolders),
  /** The id of the page. A `+` stands between the ids of compared models. */
  id: v.pipe(v.string(), v.maxLength(400), v.regex(/^[\w.+-]+$/)),
});
/** The address of a page: `/families/claude.md` as a text, `{ folder: 'families', id: 'claude' }` here. */
export type PageAddress = Readonly<v.InferOutput<typeof pageAddress>>;
export type PageFolder = PageAddress['folder'];

/** The page at which the questions of the chooser begin. */
export const chooseStart: PageAddress = { folder: 'choose', id: 'start' };
/** The page of what has changed since the last look. */
export const changesAddress: PageAddress = { folder: 'changes', id: 'last-look' };

/** The id of a heading. */
export const anchorText = v.pipe(v.string(), v.maxLength(200));

/** A page, and the heading on it to scroll to. */
export const pagePlace = v.object({ ...pageAddress.entries, anchor: v.optional(anchorText) });
export type PagePlace = Readonly<v.InferOutput<typeof pagePlace>>;

export const pathOf = ({ folder, id }: PageAddress): string => `/${folder}/${id}.md`;

/** Returns the page of a path such as `/terms/token.md`; `undefined` for a path of another form. */
export function addressOf(path: string): PageAddress | undefined {
  const [, folder, id] = /^\/(\w+)\/([\w.+-]+)\.md$/.exec(path) ?? [];
  const parsed = v.safeParse(pageAddress, { folder, id });
  return parsed.success ? parsed.output : undefined;
}

/** Reads a place as commands take it: `families/claude#claude-opus`. */
export function placeOf(text: string): PagePlace | undefined {
  const [path = '', anchor] = text.split('#', 2);
  const address = addressOf(`/${path}.md`);
  return address && (anchor === undefined ? address : { ...address, anchor });
}

export const textOfPlace = ({ folder, id, anchor }: PagePlace): string =>
  `${folder}/${id}${anchor === undefined ? '' : `#${anchor}`}`;

export const isSamePage = (one: PageAddress, other: PageAddress): boolean =>
  one.folder === other.folder && one.id === other.id;

export type LinkTarget =
  | { readonly kind: 'page'; readonly place: PagePlace }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'file'; readonly uri: string; readonly line: number | undefined };

// The scheme only makes the address absolute, so that `../terms/x.md` can be read against it.
const base = 'page:';
const maxUrl = 8_000;

/**
 * Returns where `href` on the page `from` leads: to a page, to an https address, or on a report to a file and a line of it,
 * from 0. `undefined` for all else, as commands and scripts are no links.
 */
export function linkTarget(from: PageAddress, href: string): LinkTarget | undefined {
  if (href.length > maxUrl || !URL.canParse(href, base + pathOf(from))) return undefined;
  const url = new URL(href, base + pathOf(from));
  if (url.protocol === 'https:') return { kind: 'web', url: url.href };
  if (url.protocol === base) {
    const address = addressOf(url.pathname);
    if (!address) return undefined;
    return { kind: 'page', place: url.hash === '' ? address : { ...address, anchor: decoded(url.hash.slice(1)) } };
  }
  if (from.folder !== 'reports') return undefined;
  // The address is kept character for character, as the host compares it with those that it wrote into the report.
  const inLine = /^(.*)#L(\d{1,9})$/s.exec(href);
  return inLine
    ? { kind: 'file', uri: inLine[1] ?? href, line: Number(inLine[2]) - 1 }
    : { kind: 'file', uri: href, line: undefined };
}

/** Returns the id of a heading as the page has it. In an address, letters beyond ASCII are percent-encoded. */
function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}
