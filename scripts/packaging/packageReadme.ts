import path from 'node:path';

/** The section that speaks of the repository, which the package is not. */
const repositorySection = '## Contribute\n';

const link = /(!?)\[((?:[^\][]|`[^`]*`)*)\]\(([^)\s]+)[^)]*\)/g;

/** Whether a link leads to the web, or to a heading of its own page. */
const isKept = (address: string): boolean => /^(?:https:|#)/.test(address);

/** Where a file of the repository lies in the package. VS Code's packager gives LICENSE an ending. */
function packagedPath(address: string): string {
  if (address === 'LICENSE') return 'LICENSE.txt';
  return address.replace(/^vocabularies\//, 'dist/vocabularies/');
}

/**
 * The README as it stands in the package: a page of it, without what speaks of the repository, and without links to files, which
 * VS Code drops on the page of the extension.
 * @throws Error when the section to leave out has another heading by now.
 */
export function packageReadme(markdown: string, packaged: ReadonlySet<string>): string {
  const sections = markdown.split(/^(?=## )/m);
  const kept = sections.filter((section) => !section.startsWith(repositorySection));
  if (kept.length === sections.length) throw new Error('README.md has no section "Contribute" to leave out.');
  return outsideCode(packagePage(kept.join(''), packaged), (page) =>
    page.replace(link, (whole, _picture, text: string, address: string) => (isKept(address) ? whole : text)),
  );
}

/**
 * A page in `folder` as it stands in the package: without pictures, which are not in it, and with links only to the web and to
 * `packaged` files (relative to the package, with forward slashes). Every other link keeps its text.
 */
export function packagePage(markdown: string, packaged: ReadonlySet<string>, folder = ''): string {
  return outsideCode(markdown, (text) => text.replace(link, rewrite)).replace(/\n{3,}/g, '\n\n');

  function rewrite(whole: string, picture: string, text: string, address: string): string {
    if (picture !== '') return '';
    if (isKept(address)) return whole;
    const [file = '', heading] = address.split('#');
    const target = packagedPath(path.posix.join(folder, file));
    if (!packaged.has(target)) return text;
    const there = path.posix.relative(folder, target);
    return `[${text === address ? there : text}](${there}${heading === undefined ? '' : `#${heading}`})`;
  }
}

/** Changes everything but the code blocks. */
function outsideCode(markdown: string, change: (text: string) => string): string {
  const parts = markdown.split(/(^```[^]*?^```$)/m);
  return parts.map((part, index) => (index % 2 === 1 ? part : change(part))).join('');
}
