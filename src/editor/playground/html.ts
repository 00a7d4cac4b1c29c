import { randomBytes } from 'node:crypto';
import { Uri } from 'vscode';
import type { Webview } from 'vscode';

/** Folders that the page may load from, below the extension's. */
export const pageRoots = (extension: Uri): Uri[] => [
  Uri.joinPath(extension, 'dist', 'webview'),
  Uri.joinPath(extension, 'media'),
];

/** The page: nothing inline, nothing remote. */
export function playgroundHtml(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const address = (...path: string[]): string => webview.asWebviewUri(Uri.joinPath(extension, ...path)).toString();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Model Playground</title>
  <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${address('dist', 'webview', 'codicon.css')}">
  <link rel="stylesheet" href="${address('media', 'playground.css')}">
</head>
<body>
  <ai-playground></ai-playground>
  <script type="module" nonce="${nonce}" src="${address('dist', 'webview', 'playground.js')}"></script>
</body>
</html>`;
}
