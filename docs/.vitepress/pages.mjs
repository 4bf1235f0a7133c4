import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fs from 'node:fs'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where the pages outside of docs/ are on the site. The pages themselves stay where they are. */
export const rewrites = {
  'docs/:page.md': ':page.md',
  'README.md': 'readme.md',
  'CHANGELOG.md': 'changelog.md',
  'CONTRIBUTING.md': 'contribute.md',
  'SECURITY.md': 'report-a-vulnerability.md',
  'camel-quickbooks-examples/README.md': 'examples/index.md',
  'camel-quickbooks-examples/:name/README.md': 'examples/:name.md'
}

/** Files that pages link to and that are no pages, by their path in the repository. The build copies them. */
export const files = new Set()

function pageOf(source) {
  if (/^docs\/[^/]+\.md$/.test(source)) return '/' + source.slice(5)
  const example = /^camel-quickbooks-examples\/([^/]+)\/README\.md$/.exec(source)
  if (example) return `/examples/${example[1]}.md`
  if (source === 'camel-quickbooks-examples') return '/examples/index.md'
  return rewrites[source] && '/' + rewrites[source]
}

/** A link as it is in the Markdown, where it is relative to the file, to the link on the site. */
function siteLink(href, page) {
  const [target, anchor] = href.split('#')
  const source = path.relative(root, path.resolve(path.dirname(page), decodeURI(target))).replaceAll(path.sep, '/')
  const known = pageOf(source)
  if (known) return anchor === undefined ? known : `${known}#${anchor}`
  if (!fs.statSync(path.join(root, source), { throwIfNoEntry: false })?.isFile()) return href
  files.add(source)
  return `/files/${fileName(source)}`
}

export function fileName(source) {
  return path.extname(source) ? source : source + '.txt'
}

/** The anchors of code hosts, so that a link works there and on the site. */
export function slug(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

const RELATIVE = /^(?![a-z][a-z+.-]*:|#|\/)/i

export function markdown(md) {
  md.core.ruler.push('links-of-the-site', (state) => {
    const page = state.env.realPath ?? state.env.path
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        const href = token.type === 'link_open' && token.attrGet('href')
        if (href && page && RELATIVE.test(href)) {
          const link = siteLink(href, page)
          token.attrSet('href', link)
          if (link.startsWith('/files/')) token.attrSet('target', '_blank')
        }
      }
    }
  })
  const fence = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, at, ...rest) =>
    tokens[at].info.trim() === 'mermaid'
      ? `<Diagram code="${encodeURIComponent(tokens[at].content)}" />`
      : fence(tokens, at, ...rest)
  // The pages are no templates: {{…}} is Camel's and not Vue's.
  const text = md.renderer.rules.text
  md.renderer.rules.text = (...args) => text(...args).replaceAll('{{', '&#123;&#123;')
  const code = md.renderer.rules.code_inline
  md.renderer.rules.code_inline = (...args) => code(...args).replaceAll('{{', '&#123;&#123;')
  md.renderer.rules.code_block = (tokens, at, ...rest) => {
    tokens[at].info = 'text'
    return fence(tokens, at, ...rest)
  }
}

/** Copies the files that pages link to, and Mermaid as it is published, which takes less time than to bundle it again. */
export function copyFiles(outDir) {
  const mermaid = fileURLToPath(new URL('../node_modules/mermaid/dist/', import.meta.url))
  for (const part of ['mermaid.esm.min.mjs', 'chunks/mermaid.esm.min']) {
    fs.cpSync(mermaid + part, path.join(outDir, 'mermaid', part), { recursive: true, filter: (name) => !name.endsWith('.map') })
  }
  for (const source of files) {
    const copy = path.join(outDir, 'files', fileName(source))
    fs.mkdirSync(path.dirname(copy), { recursive: true })
    fs.copyFileSync(path.join(root, source), copy)
  }
}
