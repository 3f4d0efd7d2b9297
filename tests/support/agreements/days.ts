/** Days as numbers, counted out one after another, for the oracle: nothing of the product's or of a library is in it. */

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const [FIRST_YEAR, LAST_YEAR] = [1985, 2065]

const texts: string[] = []
const numbers = new Map<string, number>()

for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
  LENGTHS.forEach((length, month) => {
    const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
    for (let day = 1; day <= (month === 1 && leap ? 29 : length); day++) {
      const text = `${year}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`
      numbers.set(text, texts.length)
      texts.push(text)
    }
  })
}

/** @throws Error for a date outside the years counted */
export function numberOf(text: string): number {
  const number = numbers.get(text)
  if (number === undefined) throw new Error(`${text} is not counted here`)
  return number
}

export function textOf(number: number): string {
  const text = texts[number]
  if (text === undefined) throw new Error(`Day ${number} is not counted here`)
  return text
}

/** The school year a day lies in, by the year it begins in. */
export function schoolYear(day: number): number {
  const [year = 0, month = 0] = textOf(day).split('-').map(Number)
  return month >= 9 ? year : year - 1
}

export const schoolYearEnd = (day: number): number => numberOf(`${schoolYear(day) + 1}-08-31`)

/** The same day of the month so many months on, or the last there is. */
export function monthsOn(day: number, months: number): number {
  const [year = 0, month = 0, date = 0] = textOf(day).split('-').map(Number)
  const count = year * 12 + (month - 1) + months
  const head = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
  for (let last = date; last > 27; last--) {
    const found = numbers.get(`${head}-${last}`)
    if (found !== undefined) return found
  }
  return numberOf(`${head}-${String(date).padStart(2, '0')}`)
}
