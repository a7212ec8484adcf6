//! Who may do what, and where: each deed with each role, and each address of the desk.

mod forms;

use rocket::http::{ContentType, Header, Method, Status};
use rocket::local::asynchronous::Client;
use samenkomst::error::Error;
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::role::{self, Role};
use samenkomst::organisers::{Authority, Deed, may, may_everywhere, organiser};
use samenkomst::regions::Network;
use samenkomst::regions::region::{self, Accent, Contacts};

use crate::support::desk::{make_organiser, sign_in};
use crate::support::makers::{make_event, make_region};
use crate::support::{TestApp, brussels};

/// Vlaams-Brabant (1) with Leuven (2) in it, and Limburg (3).
fn network() -> Network {
    let region = |id, slug: &str, parent_id| region::Model {
        id,
        slug: slug.to_string(),
        parent_id,
        position: id,
        accent: Accent::Vbr,
        names: Texts::same(slug),
        intro: Texts::default(),
        work: Texts::default(),
        contacts: Contacts::default(),
        sender_name: String::new(),
        reply_to: String::new(),
        renamed_at: None,
    };
    let regions = vec![region(1, "vlaams-brabant", None), region(2, "leuven", Some(1)), region(3, "limburg", None)];
    Network { regions, ..Network::default() }
}

fn holding(roles: &[(Role, Option<i32>)]) -> Authority {
    let held = |(role, region_id): &(Role, Option<i32>)| role::Model {
        id: 0,
        organiser_id: 1,
        role: *role,
        region_id: *region_id,
    };
    let organiser = organiser::Model {
        id: 1,
        email: "hanne@example.org".into(),
        email_key: "hanne@example.org".into(),
        name: "Hanne Verbeke".into(),
        language: Language::Nl,
        created_at: brussels("2027-01-01 09:00"),
        list_columns: None,
    };
    Authority { organiser, roles: roles.iter().map(held).collect() }
}

/// `+` may, `-` may not, `.` sees nothing there.
fn sign(who: &Authority, deed: Deed, regions: &[i32]) -> char {
    match may(who, deed, regions, &network()) {
        Ok(()) => '+',
        Err(Error::Forbidden) => '-',
        Err(Error::NotFound) => '.',
        Err(other) => panic!("{other}"),
    }
}

/// Where one stands to what one asks for, whoever holds a role in Vlaams-Brabant: in it, below it, in a region that
/// shares the event with it, in one that shares it with what is below, and outside.
const PLACES: [&[i32]; 5] = [&[1], &[2], &[3, 1], &[3, 2], &[3]];

#[test]
fn each_role_may_do_each_deed_in_its_places_or_not() {
    let may_all = |role, place| {
        let who = holding(&[(role, place)]);
        let row = |deed: Deed| PLACES.iter().map(|regions| sign(&who, deed, regions)).collect::<String>();
        Deed::ALL.map(|deed| format!("{deed:?} {}", row(deed)))
    };
    // In Vlaams-Brabant, below it, shared with it, shared with what is below it; outside.
    assert_eq!(
        may_all(Role::Admin, Some(1)),
        [
            "ReadEvents ++++.",
            "WriteEvents ++++.",
            "ReadRegistrations ++++.",
            "ExportRegistrations ++++.",
            "ChangeRegistrations ++++.",
            "CheckIn ++++.",
            "WriteToAttendees ++++.",
            "ManageNetwork ++++.",
        ]
    );
    assert_eq!(
        may_all(Role::Organiser, Some(1)),
        [
            "ReadEvents ++++.",
            "WriteEvents ++++.",
            "ReadRegistrations ++++.",
            "ExportRegistrations ++++.",
            "ChangeRegistrations ++++.",
            "CheckIn ++++.",
            "WriteToAttendees ++++.",
            "ManageNetwork ----.",
        ]
    );
    assert_eq!(
        may_all(Role::Viewer, Some(1)),
        [
            "ReadEvents ++++.",
            "WriteEvents ----.",
            "ReadRegistrations ++++.",
            "ExportRegistrations ----.",
            "ChangeRegistrations ----.",
            "CheckIn ++++.",
            "WriteToAttendees ----.",
            "ManageNetwork ----.",
        ]
    );
    for role in Role::ALL {
        let (here, everywhere, below) = (may_all(role, Some(1)), may_all(role, None), may_all(role, Some(2)));
        for ((here, everywhere), below) in here.iter().zip(&everywhere).zip(&below) {
            let (deed, signs) = here.split_once(' ').expect("a deed and its signs");
            let sign = &signs[..1];
            assert_eq!(everywhere, &format!("{deed} {}", sign.repeat(5)), "without a region it holds everywhere");
            assert_eq!(below, &format!("{deed} .{sign}.{sign}."), "what holds below holds not above, nor beside");
        }
    }
}

#[test]
fn the_best_of_ones_roles_counts() {
    let who = holding(&[(Role::Viewer, None), (Role::Organiser, Some(2))]);
    assert_eq!(sign(&who, Deed::ExportRegistrations, &[2]), '+');
    assert_eq!(sign(&who, Deed::ExportRegistrations, &[1]), '-');
    assert_eq!(sign(&who, Deed::CheckIn, &[3]), '+');
    assert_eq!(sign(&holding(&[]), Deed::ReadEvents, &[1]), '.');
    assert_eq!(who.regions_for(Deed::WriteEvents, &network()), [2]);
}

#[test]
fn what_all_regions_share_is_for_those_whose_role_holds_everywhere() {
    for role in Role::ALL {
        let (everywhere, here) = (holding(&[(role, None)]), holding(&[(role, Some(1)), (role, Some(3))]));
        for deed in Deed::ALL {
            let (in_each, in_all) = (sign(&everywhere, deed, &[1]), may_everywhere(&everywhere, deed));
            assert_eq!(in_each == '+', in_all.is_ok(), "{role:?} {deed:?}");
            let beyond = may_everywhere(&here, deed);
            assert!(matches!(beyond, Err(Error::Forbidden)), "{role:?} of some regions: {deed:?}");
        }
    }
}

/// What stands for `<…>` in an address: an event that is there, a number, an id, a key.
const SAMPLES: [&str; 4] = ["samenleven", "1", "00000000-0000-7000-8000-000000000000", "AAAAAAAAAAAAAAAAAAAAAA"];

struct Way {
    method: Method,
    paths: Vec<String>,
    format: Option<ContentType>,
}

/// What anybody may have: the way in, a script that is the same for everybody, and what reads a form that nobody took.
const OPEN: [&str; 3] = ["/organise/sign-in", "/organise/door-worker.js", "/organise/<_..>"];

/// Every other route below `/organise`, with sample addresses.
fn ways(app: &TestApp) -> Vec<Way> {
    let mut ways = Vec::new();
    for route in app.client.rocket().routes() {
        let pattern = route.uri.path().to_string();
        if !pattern.starts_with("/organise") || OPEN.iter().any(|open| pattern.starts_with(open)) {
            continue;
        }
        let filled = |sample: &str| {
            let parts = pattern.split('/').map(|part| if part.starts_with('<') { sample } else { part });
            parts.collect::<Vec<_>>().join("/")
        };
        let mut paths: Vec<String> = SAMPLES.iter().map(|sample| filled(sample)).collect();
        // An event's address with a number behind it.
        let mut first = true;
        let mixed = pattern.split('/').map(|part| match (part.starts_with('<'), first) {
            (true, true) => {
                first = false;
                "samenleven"
            }
            (true, false) => "1",
            _ => part,
        });
        paths.push(mixed.collect::<Vec<_>>().join("/"));
        let id = paths.last().map(|p| p.strip_suffix("/1").map_or(p.clone(), |p| format!("{p}/{}", SAMPLES[2])));
        paths.extend(id);
        paths.dedup();
        let format = route.format.as_ref().map(|format| ContentType(format.clone()));
        ways.push(Way { method: route.method, paths, format });
    }
    assert!(ways.len() > 20, "the routes are found");
    ways
}

impl Way {
    /// The answers to all sample addresses: status, and where they lead.
    async fn try_with(&self, client: &Client, header: Option<(&'static str, &'static str)>) -> Vec<(u16, String)> {
        let mut answers = Vec::new();
        for path in &self.paths {
            let mut request = client.req(self.method, path.clone());
            match &self.format {
                Some(format) if self.method != Method::Get => request.add_header(format.clone()),
                Some(format) => request.add_header(Header::new("Accept", format.to_string())),
                None => request.add_header(ContentType::Form),
            }
            if let Some((name, value)) = header {
                request.add_header(Header::new(name, value));
            }
            let answer = request.dispatch().await;
            answers.push((answer.status().code, answer.headers().get_one("Location").unwrap_or_default().to_string()));
        }
        answers
    }

    fn name(&self) -> String {
        format!("{} {}", self.method, self.paths[0])
    }
}

async fn a_house_with_an_event() -> TestApp {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samenleven", |_| {}).await;
    app
}

#[rocket::async_test]
async fn nobody_comes_in_without_signing_in() {
    let app = a_house_with_an_event().await;
    let asked = (303, "/organise/sign-in".to_string());
    for way in ways(&app) {
        let answers = way.try_with(&app.client, None).await;
        assert!(answers.contains(&asked), "{} asks nobody to sign in: {answers:?}", way.name());
        let is_closed = |answer: &(u16, String)| *answer == asked || [404, 405, 422].contains(&answer.0);
        assert!(answers.iter().all(is_closed), "{} is open: {answers:?}", way.name());
    }
}

#[rocket::async_test]
async fn no_form_of_another_site_does_anything() {
    let app = a_house_with_an_event().await;
    let samira = make_organiser(&app, "samira@example.org", "Samira Haddad", Role::Admin, &[]).await;
    sign_in(&app, samira).await;
    for way in ways(&app).into_iter().filter(|way| way.method != Method::Get) {
        for header in
            [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example")]
        {
            let answers: Vec<u16> = way.try_with(&app.client, Some(header)).await.into_iter().map(|a| a.0).collect();
            assert!(answers.contains(&403), "{} listens to {header:?}: {answers:?}", way.name());
            let is_refused = |status: &u16| [403, 404, 405, 422].contains(status);
            assert!(answers.iter().all(is_refused), "{} listens to {header:?}: {answers:?}", way.name());
        }
    }
    assert_eq!(app.client.get("/organise").dispatch().await.status(), Status::Ok, "still signed in");
}
