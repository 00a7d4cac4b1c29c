/** Sections that speak of the repository, which the package is not. */
const repositorySections = ['Try it', 'Add a term or a model'];

const link = /(!?)\[((?:[^\][]|`[^`]*`)*)\]\(([^)\s]+)[^)]*\)/g;

/** Where a file of the repository lies in the package. VS Code's packager gives LICENSE an ending. */
function packagedPath(address: string): string {
  if (address === 'LICENSE') return 'LICENSE.txt';
  return address.replace(/^vocabularies\//, 'dist/vocabularies/');
}

/**
 * The README as it stands in the package: without pictures, which are not in it, without what speaks of the repository, and
 * with links only to the web and to `packaged` files (relative to the package, with forward slashes). Every other link
 * keeps its text. @throws Error when a section to leave out has another heading by now.
 */
export function packageReadme(markdown: string, packaged: ReadonlySet<string>): string {
  const sections = markdown.split(/^(?=## )/m);
  const missing = repositorySections.filter(
    (title) => !sections.some((section) => section.startsWith(`## ${title}\n`)),
  );
  if (missing.length > 0) throw new Error(`README.md has no section "${missing.join('" or "')}" to leave out.`);
  const kept = sections.filter((section) => !repositorySections.some((title) => section.startsWith(`## ${title}\n`)));
  return outsideCode(kept.join(''), (text) => text.replace(link, rewrite)).replace(/\n{3,}/g, '\n\n');

  function rewrite(whole: string, picture: string, text: string, address: string): string {
    if (picture !== '') return '';
    if (/^(?:https:|#)/.test(address)) return whole;
    const target = packagedPath(address);
    if (!packaged.has(target)) return text;
    return `[${text === address ? target : text}](${target})`;
  }
}

/** Changes everything but the code blocks. */
function outsideCode(markdown: string, change: (text: string) => string): string {
  const parts = markdown.split(/(^```[^]*?^```$)/m);
  return parts.map((part, index) => (index % 2 === 1 ? part : change(part))).join('');
}
