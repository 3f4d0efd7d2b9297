/** How many forms somebody says a pile has, 1 to 2000; null for anything else. */
export function readCount(typed: string): number | null {
  const text = typed.trim()
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= 2000 ? count : null
}
