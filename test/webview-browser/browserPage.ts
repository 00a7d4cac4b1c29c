import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page, ViewportSize } from 'playwright-core';
import { root } from '../../scripts/vscode/paths';
import { newPage, openBrowser, sharedPage } from './oneBrowser';
import type { HostWindow } from './page/host';
import { themeCss } from './page/themes';
import type { ThemeName } from './page/themes';

// The playground page as it is shipped, in a real browser, with a scripted host in place of VS Code.

/** Window in the browser, with the scripted host on it. */
export type PageWindow = Window & HostWindow;

/** Texts of scripts by their names. */
type Scripts = Readonly<Record<string, string>>;

/** By the file: several suites open the same page. */
const bundles = new Map<string, Promise<Scripts>>();

function bundleOf(name: string, file: string): Promise<Scripts> {
  const known = bundles.get(file) ?? bundle(name, file);
  bundles.set(file, known);
  return known;
}

/** The file, and what it loads once it needs it. */
async function bundle(name: string, file: string): Promise<Scripts> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { [path.parse(name).name]: file },
    bundle: true,
    splitting: true,
    external: Object.keys(later).map((other) => `./${other}`),
    write: false,
    outdir: root,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    minify: process.env.MINIFY !== '0',
    logLevel: 'warning',
  });
  return Object.fromEntries(outputFiles.map((output) => [path.basename(output.path), output.text]));
}

/** The document that the host would make. */
export interface Frame {
  readonly title: string;
  readonly element: string;
  /** Its style sheet and its script: media/NAME.css, and the folder of src/webview. */
  readonly name: string;
  /** Source file that takes the place of VS Code. It runs before the page. */
  readonly host: string;
}

const playground: Frame = {
  title: 'Playground',
  element: 'ai-playground',
  name: 'playground',
  host: 'test/webview-browser/page/host.ts',
};

const classOf = (theme: ThemeName): string =>
  `vscode-${theme.replace('hc-dark', 'high-contrast').replace('hc-', 'high-contrast-')}`;

/** Changes the theme of a page that is open, as VS Code does. */
export async function setTheme(page: Page, theme: ThemeName): Promise<void> {
  await page.evaluate(
    async ([name, href]) => {
      const link = document.querySelector<HTMLLinkElement>('#theme')!;
      if (link.getAttribute('href') === href) return;
      const loaded = new Promise((done) => link.addEventListener('load', done, { once: true }));
      link.href = href;
      document.body.className = name;
      await loaded;
      // Colours that change step by step are not yet those of the theme.
      const changing = document.getAnimations().filter((each) => each instanceof CSSTransition);
      await Promise.allSettled(changing.map(({ finished }) => finished));
    },
    [classOf(theme), `theme.css?${theme}`] as const,
  );
}

/** Where `PICTURES` names a folder, a picture of what is in the window is put there. */
export async function takePicture(page: Page, file: string, options: { fullPage?: boolean } = {}): Promise<void> {
  const pictures = process.env.PICTURES;
  if (pictures !== undefined) await page.screenshot({ path: path.join(root, pictures, file), ...options });
}

const usualSize = { width: 900, height: 800 };

const html = (theme: ThemeName, { title, name, element }: Frame): string => `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" id="theme" href="theme.css?${theme}">
  <link rel="stylesheet" id="vscode-codicon-stylesheet" href="codicon.css">
  <link rel="stylesheet" href="base.css">
  <link rel="stylesheet" href="${name}.css">
</head>
<body class="${classOf(theme)}">
  <script type="module" src="host.js"></script>
  <${element}></${element}>
</body>
</html>`;

const codicons = path.dirname(createRequire(import.meta.url).resolve('@vscode/codicons/dist/codicon.css'));

/** Scripts that a page loads once it needs them. Each is a file of its own, as `scripts/buildExtension.ts` builds it. */
const later = { 'highlighter.js': 'src/webview/shared/highlighter.ts' };

const usualScripts = ({ name, host }: Frame) => ({
  ...later,
  'page.js': `src/webview/${name}/main.ts`,
  'host.js': host,
});

/** Servers so far. One may be given the port of another that has ended, whose files the browser still has. */
let servers = 0;

export class BrowserPages {
  private constructor(
    readonly browser: Browser,
    private readonly server: Server,
    private readonly address: string,
    private readonly element: string,
  ) {}

  /** `scripts` are more that the page may load, or others than the usual ones: name → source file. */
  static async start(scripts: Readonly<Record<string, string>> = {}, frame: Frame = playground): Promise<BrowserPages> {
    const sources = Object.entries({ ...usualScripts(frame), ...scripts });
    const bundled = await Promise.all(sources.map((source) => bundleOf(...source)));
    const texts = bundled.flatMap((scripts) => Object.entries(scripts));
    const files: Record<string, readonly [string, () => string | Buffer]> = {
      ...Object.fromEntries(texts.map(([name, text]) => [name, ['text/javascript', () => text] as const])),
      ...Object.fromEntries(
        readdirSync(path.join(root, 'media'))
          .filter((name) => name.endsWith('.css'))
          .map((name) => [name, ['text/css', () => readFileSync(path.join(root, 'media', name))] as const]),
      ),
      'codicon.css': ['text/css', () => readFileSync(path.join(codicons, 'codicon.css'))],
      'codicon.ttf': ['font/ttf', () => readFileSync(path.join(codicons, 'codicon.ttf'))],
    };
    servers += 1;
    const folder = `/${servers}/`;
    const server = createServer((request, response) => {
      const { pathname, search } = new URL(request.url ?? '/', 'http://page');
      const theme = search.slice(1) as ThemeName;
      const own: Record<string, readonly [string, () => string | Buffer]> = {
        '': ['text/html', () => html(theme, frame)],
        'theme.css': ['text/css', () => themeCss(theme)],
      };
      const name = pathname.slice(folder.length);
      const [type, read] = own[name] ?? files[name] ?? ['text/plain', () => ''];
      // The page is opened often, and none of its files changes meanwhile.
      const caching = { 'cache-control': name === '' ? 'no-store' : 'max-age=3600' };
      response.writeHead(200, { 'content-type': type, ...caching }).end(read());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new BrowserPages(await openBrowser(), server, `http://127.0.0.1:${port}${folder}`, frame.element);
  }

  /** A window with the scripted host, in which `prepare` runs before the page itself starts. It is where the one before was. */
  async open(prepare: (window: PageWindow) => void, options: OpenOptions = {}): Promise<Page> {
    const { theme = 'dark', viewport = usualSize, ...context } = options;
    if (Object.keys(context).length > 0) return this.openNew(prepare, options);
    const page = await sharedPage();
    await page.setViewportSize(viewport);
    await this.show(page, theme, prepare);
    return page;
  }

  /** The same in a browser window of its own, with nothing that is left of others. */
  async openNew(prepare: (window: PageWindow) => void, options: OpenOptions = {}): Promise<Page> {
    const { theme = 'dark', ...context } = options;
    const page = await newPage({ viewport: usualSize, ...context });
    await this.show(page, theme, prepare);
    return page;
  }

  private async show(page: Page, theme: ThemeName, prepare: (window: PageWindow) => void): Promise<void> {
    await page.goto(`${this.address}?${theme}`);
    await page.waitForFunction(() => 'host' in window);
    await page.evaluate(`sessionStorage.clear(); (${prepare.toString()})(window)`);
    await page.addScriptTag({ type: 'module', url: 'page.js' });
    await page.waitForSelector(`${this.element} main`);
  }

  /** The browser stays, for other suites. */
  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** The pages of a suite. */
export function usePages(): Pick<BrowserPages, 'open'> {
  let pages: BrowserPages;
  before(async () => {
    pages = await BrowserPages.start();
  });
  after(() => pages.close());
  return { open: (prepare, options) => pages.open(prepare, options) };
}

export interface OpenOptions extends BrowserContextOptions {
  readonly theme?: ThemeName;
  readonly viewport?: ViewportSize;
}
