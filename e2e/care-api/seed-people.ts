// The people of the seeded ward. All are invented; their numbers belong to nobody we know of.
export interface SeedPerson {
  name: string
  gender: 'male' | 'female'
  birthYear: number
}

const people: [string, 'f' | 'm', number][] = [
  ['Aishwarya Menon', 'f', 1991],
  ['Ramesh Kumar Pillai', 'm', 1958],
  ['Fathima Beevi', 'f', 1964],
  ['Joseph Kurian', 'm', 1949],
  ['Lakshmi Narayanan', 'f', 1976],
  ['Abdul Rahman', 'm', 1970],
  ['Sreedevi Nair', 'f', 1983],
  ['Manikandan Selvam', 'm', 1995],
  ['Kamala Devi', 'f', 1946],
  ['Vijay Shankar Iyer', 'm', 1962],
  ['Anjali Thomas', 'f', 1999],
  ['Suresh Babu', 'm', 1979],
  ['Parvathy Ammal', 'f', 1941],
  ['Imran Sheikh', 'm', 1988],
  ['Deepa Krishnan', 'f', 1987],
  ['Gopalakrishnan Nambiar', 'm', 1953],
  ['Meera Joshi', 'f', 1993],
  ['Harpreet Singh', 'm', 1974],
  ['Sarojini Amma', 'f', 1939],
  ['Arun Prasad', 'm', 2001],
  ['Nandini Rao', 'f', 1968],
  ['Biju Varghese', 'm', 1981],
  ['Radha Venkatesan', 'f', 1956],
  ['Mohammed Ashraf', 'm', 1966],
  ['Geetha Raman', 'f', 1972],
  ['Dinesh Chandra Das', 'm', 1960],
  ['Priya Subramaniam', 'f', 1996],
  ['Thankappan Achari', 'm', 1944],
  ['Rukmini Bai', 'f', 1951],
  ['Naveen Reddy', 'm', 1990],
  ['Shanta Kulkarni', 'f', 1947],
  ['Jayan Mathew', 'm', 1985],
  ['Kavya Ramachandran', 'f', 2012],
  ['Balan Kuttappan', 'm', 1955],
  ['Zainab Khatun', 'f', 1978],
  ['Rohan Deshmukh', 'm', 2008],
  ['Indira Varma', 'f', 1943],
  ['Prakash Jha', 'm', 1969],
  ['Treesa Antony', 'f', 1961],
  ['Karthik Sundaram', 'm', 2016],
]

export const seedPeople: SeedPerson[] = people.map(([name, letter, birthYear]) => ({
  name,
  gender: letter === 'f' ? 'female' : 'male',
  birthYear,
}))

export const seedStreets = ['Temple Road', 'Canal View', 'Market Street', 'Church Lane', 'Hill Road']
