import fs from 'node:fs'
import path from 'node:path'
import { copyFiles, markdown, rewrites, root, slug } from './pages.mjs'

// Links to these files are links to files, not to pages.
process.env.VITE_EXTRA_EXTENSIONS = 'properties,sql'

const page = (text, link) => ({ text, link })

const sidebar = [
  {
    text: 'Start',
    items: [
      page('Overview', '/readme'),
      page('Quick start', '/quickstart'),
      page('How it works', '/architecture'),
      page('Comparison', '/comparison'),
      page('Moving from another client', '/migrating'),
      page('Questions', '/faq'),
      page('Glossary', '/glossary')
    ]
  },
  {
    text: 'Guides',
    items: [
      page('Connect companies', '/connecting'),
      page('Follow changes', '/changes'),
      page('Write once', '/idempotency'),
      page('Handle errors', '/errors'),
      page('Retry', '/retrying'),
      page('Stay within the limits', '/limits'),
      page('Test your routes', '/testing'),
      page('Cookbook', '/cookbook'),
      page('Tools for assistants', '/tools'),
      page('Windows', '/windows'),
      page('Examples', '/examples/')
    ]
  },
  {
    text: 'Flows',
    items: [
      page('Flows', '/flows'),
      page('Canonical messages', '/canonical'),
      page('Replica', '/replica')
    ]
  },
  { text: 'Kamelets', items: [page('Kamelets', '/kamelets')] },
  {
    text: 'Reference',
    items: [
      page('Component', '/component'),
      page('Entities and operations', '/entities'),
      page('Requests and answers', '/entity-examples'),
      page('Runtimes', '/runtimes')
    ]
  },
  {
    text: 'Operations',
    items: [
      page('Monitor', '/operations'),
      page('Scale', '/scaling'),
      page('Performance', '/performance'),
      page('Secure', '/security'),
      page('Troubleshoot', '/troubleshooting')
    ]
  },
  { text: 'Sandbox', items: [page('Sandbox', '/sandbox')] },
  {
    text: 'Project',
    items: [
      page('Build and change', '/contributing'),
      page('Dependencies', '/dependencies'),
      page('Changes', '/changelog'),
      page('Report a vulnerability', '/report-a-vulnerability')
    ]
  }
]

// The first page of each task.
const nav = sidebar.map(({ text, items }) => ({ ...page(text, items[0].link), activeMatch: active(items) }))

function active(items) {
  return `^(${items.map(({ link }) => link.replace(/\/$/, '/.*')).join('|')})(\\.html)?$`
}

const examples = fs
  .readdirSync(path.join(root, 'camel-quickbooks-examples'))
  .filter((name) => fs.existsSync(path.join(root, 'camel-quickbooks-examples', name, 'README.md')))

const home = {
  layout: 'home',
  hero: {
    name: 'Camel QuickBooks',
    text: 'QuickBooks Online in Apache Camel',
    tagline: 'A component, ready-made routes, and a QuickBooks Online service on your machine.',
    actions: [
      { theme: 'brand', text: 'Quick start', link: '/quickstart' },
      { theme: 'alt', text: 'How it works', link: '/architecture' },
      { theme: 'alt', text: 'Cookbook', link: '/cookbook' }
    ]
  },
  features: [
    { title: 'Write once', details: 'An order that is delivered twice, or across a crash, becomes one invoice.', link: '/idempotency' },
    { title: 'Miss no change', details: 'Change data capture without gaps; webhooks only reduce the delay.', link: '/changes' },
    { title: 'Stay connected', details: 'Consent pages, encrypted tokens, one refresh at a time over all nodes.', link: '/connecting' },
    { title: 'Ready-made flows', details: 'Orders, payments, stock, contacts and month ends as route templates.', link: '/flows' },
    { title: 'Tests without an account', details: 'The sandbox has the API, its limits and its faults on localhost.', link: '/sandbox' },
    { title: 'Ready for operation', details: 'Health, metrics, traces, an audit log, a dashboard and alerts.', link: '/operations' }
  ]
}

// No node_modules is above the pages outside of docs/, so they look for Vue from here.
const vueForPagesOutside = {
  name: 'vue-for-pages-outside',
  enforce: 'pre',
  resolveId(id, importer, options) {
    const outside = importer && /^vue(\/|$)/.test(id) && !importer.startsWith(path.join(root, 'docs/'))
    return outside ? this.resolve(id, path.join(root, 'docs/index.md'), { ...options, skipSelf: true }) : null
  }
}

export default {
  title: 'Camel QuickBooks',
  description: 'QuickBooks Online in Apache Camel: component, flows, Kamelets and a local sandbox',
  lang: 'en',
  base: process.env.DOCS_BASE ?? '/',
  srcDir: '..',
  srcExclude: [
    '**/node_modules/**',
    '**/target/**',
    '.*/**',
    'docs/*/**',
    'camel-quickbooks-examples/*/!(README.md)/**',
    'camel-quickbooks-!(examples)/**'
  ],
  rewrites: {
    ...rewrites,
    ...Object.fromEntries(examples.map((name) => [`camel-quickbooks-examples/${name}/README.md`, `examples/${name}.md`]))
  },
  cleanUrls: false,
  lastUpdated: false,
  // Links to the sandbox and to applications on the reader's machine.
  ignoreDeadLinks: 'localhostLinks',
  markdown: {
    config: markdown,
    // The usual themes have too little contrast: 4.3 instead of 4.5.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify: slug },
    headers: { slugify: slug },
    toc: { slugify: slug }
  },
  vite: {
    build: { chunkSizeWarningLimit: 3000 },
    plugins: [vueForPagesOutside]
  },
  transformPageData(data) {
    if (data.relativePath === 'index.md') Object.assign(data.frontmatter, home)
  },
  buildEnd: ({ outDir }) => copyFiles(outDir),
  themeConfig: {
    nav,
    sidebar: [
      ...sidebar.map((group) =>
        group.text === 'Guides'
          ? {
              ...group,
              items: group.items.map((item) =>
                item.link === '/examples/'
                  ? { ...item, collapsed: true, items: examples.map((name) => page(name, `/examples/${name}`)) }
                  : item
              )
            }
          : group
      )
    ],
    outline: [2, 3],
    search: { provider: 'local' },
    docFooter: { prev: 'Previous page', next: 'Next page' },
    footer: { message: 'Apache License 2.0. QuickBooks is a trademark of Intuit Inc.; this project is not affiliated with Intuit.' }
  }
}
