import { watchBuild } from './build.js'
import { showClock } from './clock.js'
import { post, read, store } from './local.js'
import { watchReceived } from './received.js'

/** Each phone begins with the person whose key is its side's name. */
const PHONES = [
  { id: '1', side: 'resident', label: '居民' },
  { id: '2', side: 'worker', label: '接单的人' },
  { id: '3', side: 'secretary', label: '社区书记' },
]
const SIDES = { resident: '居民', worker: '接单的人', secretary: '社区和上级' }

/** Builds one phone and answers how to put a person into it. */
function setUpPhone({ id, side, label }, people) {
  const node = document.getElementById('phone').content.cloneNode(true)
  const phone = {
    id,
    people,
    section: node.querySelector('.phone'),
    select: node.querySelector('select'),
    about: node.querySelector('.about'),
    frame: node.querySelector('iframe'),
    trouble: node.querySelector('.trouble'),
  }
  const caption = node.querySelector('label')
  caption.textContent = label
  caption.htmlFor = phone.select.id = `who-${id}`
  phone.frame.title = `${label}的手机`
  phone.select.append(...groups(people))
  const kept = store.get(`${id}.who`)
  phone.select.value = people.some(({ key }) => key === kept) ? kept : side
  phone.select.addEventListener('change', () => enter(phone))
  phone.frame.addEventListener('load', () => {
    // The empty frame it begins with loads too.
    if (phone.frame.contentWindow.location.pathname.startsWith('/h5/')) phone.section.classList.remove('is-waiting')
  })
  phone.section.classList.add('is-waiting')
  describe(phone)
  document.getElementById('phones').append(node)
  return phone
}

function groups(people) {
  return Object.entries(SIDES).map(([side, label]) => {
    const group = document.createElement('optgroup')
    group.label = label
    group.append(...people.filter((person) => person.side === side).map(({ key, name }) => new Option(name, key)))
    return group
  })
}

function describe({ select, people, about }) {
  about.textContent = people.find(({ key }) => key === select.value)?.about ?? ''
}

/** Logs the chosen person in and opens the app afresh; tries again by itself while the server is coming back. */
async function enter(phone) {
  const who = phone.select.value
  describe(phone)
  phone.section.classList.add('is-waiting')
  try {
    const { token } = await post('/local/login', { as: who })
    if (phone.select.value !== who) return
    // As Taro's H5 storage keeps a value.
    localStorage.setItem(`linli.${phone.id}.session`, JSON.stringify({ data: token }))
    store.set(`${phone.id}.who`, who)
    phone.trouble.hidden = true
    phone.frame.contentWindow.location.replace(`/h5/index.html?phone=${phone.id}&at=${Date.now()}#/`)
  } catch (error) {
    phone.trouble.textContent = error.message
    phone.trouble.hidden = false
    setTimeout(() => phone.select.value === who && enter(phone), 3000)
  }
}

/** The server may still be starting when the page opens. */
async function peopleOnceThere() {
  for (;;) {
    try {
      return (await read('/local/people')).people
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }
}

const people = await peopleOnceThere()
const phones = PHONES.map((phone) => setUpPhone(phone, people))
showClock()
watchReceived(people)
watchBuild(() => {
  for (const phone of phones) enter(phone)
})
