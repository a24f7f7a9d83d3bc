//! The addresses at which AWS's metadata services are found, as real sockets.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use super::Role;
use crate::sandbox::StartError;
use crate::state::State;

const IMDS: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 254);
const ECS: Ipv4Addr = Ipv4Addr::new(169, 254, 170, 2);
const EKS: Ipv4Addr = Ipv4Addr::new(169, 254, 170, 23);
const IMDS_V6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);
const EKS_V6: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23);

/// Listens on all of them; those of IPv6 only where this machine has them.
pub(super) fn listen(
    state: &impl Fn() -> Arc<Mutex<State>>,
) -> Result<Vec<(TcpListener, Role)>, StartError> {
    let imds = || Role::Imds { state: state() };
    let container = || Role::Container { state: state() };
    let mut all = vec![
        (required(IMDS)?, imds()),
        (required(ECS)?, container()),
        (required(EKS)?, container()),
    ];
    for (address, role) in [(IMDS_V6, imds()), (EKS_V6, container())] {
        if let Ok(listener) = bind((IpAddr::from(address), 80).into()) {
            all.push((listener, role));
        }
    }
    Ok(all)
}

fn required(address: Ipv4Addr) -> Result<TcpListener, StartError> {
    let address = SocketAddr::from((address, 80));
    bind(address).map_err(|source| StartError::LinkLocal { address, source })
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
