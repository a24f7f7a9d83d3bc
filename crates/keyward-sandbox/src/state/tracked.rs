//! A map that knows which of its entries may have changed, so that the data folder is given these
//! alone. There is no way to change an entry that it does not notice, but one, which says so.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// The map.
#[derive(Debug, Clone)]
pub(crate) struct Tracked<K, V> {
    map: BTreeMap<K, V>,
    touched: BTreeSet<K>,
}

impl<K, V> Default for Tracked<K, V> {
    fn default() -> Self {
        Self {
            map: BTreeMap::new(),
            touched: BTreeSet::new(),
        }
    }
}

impl<K: Ord + Clone, V> From<BTreeMap<K, V>> for Tracked<K, V> {
    fn from(map: BTreeMap<K, V>) -> Self {
        let touched = map.keys().cloned().collect();
        Self { map, touched }
    }
}

impl<K, V> Deref for Tracked<K, V> {
    type Target = BTreeMap<K, V>;

    fn deref(&self) -> &Self::Target {
        &self.map
    }
}

impl<'a, K, V> IntoIterator for &'a Tracked<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::collections::btree_map::Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.map.iter()
    }
}

impl<K: Ord + Clone, V> Tracked<K, V> {
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.touched.insert(key.clone());
        self.map.insert(key, value)
    }

    pub(crate) fn remove<Q: Ord + ToOwned<Owned = K> + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let removed = self.map.remove(key);
        if removed.is_some() {
            self.touched.insert(key.to_owned());
        }
        removed
    }

    pub(crate) fn get_mut<Q: Ord + ToOwned<Owned = K> + ?Sized>(
        &mut self,
        key: &Q,
    ) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let value = self.map.get_mut(key)?;
        self.touched.insert(key.to_owned());
        Some(value)
    }

    /// All of them, whichever change.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.touched.extend(self.map.keys().cloned());
        self.map.values_mut()
    }

    /// For what may be lost, such as when a key was last used: it is kept with the next change.
    pub(crate) fn get_mut_unnoticed<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.map.get_mut(key)
    }

    pub(crate) fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.touched.insert(key.clone());
        self.map.entry(key).or_default()
    }

    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        let touched = &mut self.touched;
        self.map.retain(|key, value| {
            let stays = keep(key, value);
            if !stays {
                touched.insert(key.clone());
            }
            stays
        });
    }

    /// The keys that were changed, added or removed since the last call.
    pub(crate) fn take_touched(&mut self) -> BTreeSet<K> {
        std::mem::take(&mut self.touched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_changes_is_noticed_once() {
        let mut map: Tracked<String, i32> = Tracked::default();
        map.insert("a".to_owned(), 1);
        map.insert("b".to_owned(), 2);
        *map.get_or_default("c".to_owned()) += 3;
        assert_eq!(map.take_touched().len(), 3);
        assert!(map.take_touched().is_empty());
        assert_eq!(map.get("a"), Some(&1));
        *map.get_mut_unnoticed("a").unwrap() = 4;
        assert!(map.get_mut("z").is_none() && map.remove("z").is_none());
        assert!(map.take_touched().is_empty());
        map.remove("a");
        map.retain(|key, _| key != "b");
        *map.get_mut("c").unwrap() += 1;
        let touched: Vec<String> = map.take_touched().into_iter().collect();
        assert_eq!(touched, ["a", "b", "c"]);
        assert_eq!(map.len(), 1);
    }
}
