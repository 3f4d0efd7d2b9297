import ts from 'typescript'

/**
 * Lists every import of a source text, type-only ones included: import and export declarations, `import()`
 * of values and of types, and `require`.
 * @param {string} file its name; of a `.vue` file only the script blocks are read
 * @param {string} text
 * @returns {Array<import('./walls.js').Import & { line: number }>} with the line of the file, from 1
 */
export function importsOf(file, text) {
  const script = file.endsWith('.vue') ? scriptsOf(text) : text
  const source = ts.createSourceFile(file.replace(/\.vue$/, '.ts'), script, ts.ScriptTarget.Latest, false)
  /** @type {ReturnType<typeof importsOf>} */
  const found = []
  /** @param {ts.Node} node */
  const visit = (node) => {
    const one = importAt(node)
    if (one !== null) found.push({ ...one, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 })
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** @param {ts.Node} node @returns {import('./walls.js').Import | null} */
function importAt(node) {
  if (ts.isImportDeclaration(node)) {
    const clause = node.importClause
    const bindings = clause?.namedBindings
    const members = bindings && ts.isNamedImports(bindings) ? bindings.elements : []
    const names = [
      ...(clause?.name ? ['default'] : []),
      ...(bindings && ts.isNamespaceImport(bindings) ? ['*'] : []),
      ...members.filter((member) => !member.isTypeOnly).map((member) => (member.propertyName ?? member.name).text),
    ]
    const typeOnly = clause !== undefined && (isTypeOnly(clause) || (names.length === 0 && members.length > 0))
    return made(node.moduleSpecifier, typeOnly, names)
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const members = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : null
    return made(
      node.moduleSpecifier,
      node.isTypeOnly,
      members?.map((one) => (one.propertyName ?? one.name).text) ?? ['*'],
    )
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return made(node.argument.literal, true, ['*'])
  if (ts.isExternalModuleReference(node)) return made(node.expression, false, ['*'])
  if (ts.isCallExpression(node)) {
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require'
    if (isRequire || node.expression.kind === ts.SyntaxKind.ImportKeyword) return made(node.arguments[0], false, ['*'])
  }
  return null
}

/** @param {ts.ImportClause} clause */
function isTypeOnly(clause) {
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword
}

/**
 * @param {ts.Node | undefined} specifier
 * @param {boolean} typeOnly
 * @param {string[]} names
 */
function made(specifier, typeOnly, names) {
  // A name put together while running cannot be checked, so it is reported as a package nobody lists.
  const from = specifier && ts.isStringLiteralLike(specifier) ? specifier.text : '(not a plain text)'
  return { from, typeOnly, names }
}

/**
 * @param {string} text a `.vue` file
 * @returns {string} its script blocks, on the lines where they stand
 */
function scriptsOf(text) {
  const parts = text.split(/(<script\b[^>]*>|<\/script>)/)
  return parts.map((part, at) => (at % 4 === 2 ? part : part.replace(/[^\n]/g, ''))).join('')
}
